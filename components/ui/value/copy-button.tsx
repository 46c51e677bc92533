"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { type ButtonStyle, buttonStyle } from "@/components/ui/button-style";
import { cn } from "@/components/ui/class-names";
import { copyText } from "./copy-text";

type CopyButtonProps = {
  value: string;
  /** What is copied, as in "Pass ID"; announced as "Pass ID copied". */
  name: string;
  /** Text beside the icon; without it, the button shows only the icon. */
  children?: ReactNode;
  variant?: "inline" | "button";
  /** Only for the `button` variant; an inline one is as high as its line. */
  size?: ButtonStyle["size"];
  className?: string;
};

/** Copies a value and announces it. */
export function CopyButton(props: CopyButtonProps) {
  const { value, name, children, variant = "inline", size, className } = props;
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [isCopied]);

  const Icon = isCopied ? Check : Copy;
  const look =
    variant === "button"
      ? buttonStyle({ size })
      : "relative -mx-1 -my-px inline-flex min-h-6 min-w-6 items-center justify-center gap-1.25 rounded-tag px-1 py-px text-inherit hover:bg-hover";
  return (
    <button
      type="button"
      title={`Copy ${name}`}
      aria-label={children ? undefined : `Copy ${name}`}
      className={cn(look, className)}
      onClick={async () => setCopied(await copyText(value, name))}
    >
      {variant === "button" ? <Icon aria-hidden /> : null}
      {children && variant === "inline" ? <span className="sr-only">Copy {name}: </span> : null}
      {children}
      {variant === "inline" ? <Icon aria-hidden className="size-3.5 shrink-0 text-ink-3" /> : null}
    </button>
  );
}
