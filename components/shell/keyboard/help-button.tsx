"use client";

import { CircleQuestionMark } from "lucide-react";
import { openShortcutSheet } from "./shortcut-sheet-store";
import { Kbd } from "@/components/ui/kbd";

export function HelpButton() {
  return (
    <button
      type="button"
      title="Help and shortcuts"
      data-own-key="?"
      onClick={openShortcutSheet}
      className="flex h-9 items-center gap-2 rounded-control px-2 text-ink-2 hover:bg-hover hover:text-ink max-xl:justify-center xl:h-7.5"
    >
      <CircleQuestionMark aria-hidden className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} />
      <span className="max-xl:sr-only">Help and shortcuts</span>
      <Kbd className="ml-auto max-xl:hidden">?</Kbd>
    </button>
  );
}
