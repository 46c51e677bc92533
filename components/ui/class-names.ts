import { clsx, type ClassValue } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

// The scales of globals.css; without them `text-13` would count as a colour and drop `text-ink`.
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ["11", "12", "13", "14", "16", "20", "24"],
      radius: ["tag", "control", "card", "dialog"],
      shadow: ["panel", "popover", "dialog", "button"],
    },
  },
});

/** Joins class names; of two that set the same property the later wins. */
export function cn(...names: ClassValue[]): string {
  return merge(clsx(names));
}
