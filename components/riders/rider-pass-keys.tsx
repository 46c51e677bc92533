"use client";

import { type ReactNode, useRef } from "react";
import { useShortcut } from "@/components/ui/browser/use-shortcut";

/** The keys j and k move through the passes of a rider. */
export function RiderPassKeys({ children }: { children: ReactNode }) {
  const area = useRef<HTMLDivElement>(null);
  const step = (by: number) => {
    const links = [...(area.current?.querySelectorAll<HTMLElement>("[data-pass]") ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    const next = links[at < 0 ? (by > 0 ? 0 : links.length - 1) : at + by];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  };
  useShortcut("j", () => step(1));
  useShortcut("k", () => step(-1));
  return <div ref={area}>{children}</div>;
}
