"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, type ClipboardEvent, type FormEvent, type KeyboardEvent } from "react";
import type { PaletteOption } from "@/components/search/palette-options";
import { usePalette } from "@/components/search/use-palette";
import type { ShellCan } from "@/components/shell/shell-user";

/** State and keys of the search box: Enter searches or opens, arrows choose, Esc closes and then leaves. */
export function useSearchBox(can: ShellCan) {
  const router = useRouter();
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const { palette, state, load, run, reset } = usePalette();
  const groups = palette && isOpen ? palette.groupsOf(text, state, can) : [];
  const cursor = useOptionCursor(groups.flatMap((group) => group.options));
  const { active } = cursor;
  const leave = () => box.current?.blur();

  const open = () => {
    setOpen(true);
    void load();
  };
  const close = () => {
    setOpen(false);
    cursor.clear();
  };
  const finish = () => {
    close();
    reset();
    setText("");
    leave();
  };
  const choose = (option: PaletteOption) => {
    palette?.choose(option, state);
    finish();
  };
  const type = (next: string) => {
    setText(next);
    cursor.clear();
    reset();
    open();
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>) => {
    const next = withPastedLines(text, event);
    if (next !== null) type(next);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (active) {
      choose(active);
      return router.push(active.href);
    }
    if (text.trim() === "") return;
    setOpen(true);
    const found = await run(text.trim());
    if (found.kind !== "found" || found.result.exact === null) return;
    finish();
    router.push(found.result.exact.href);
  };
  const steer = (event: KeyboardEvent) => {
    if (event.key === "Escape") (isOpen ? close : leave)();
    else if (!isOpen && event.key === "ArrowDown") open();
    cursor.steer(event);
  };
  const clearRecent = () => {
    palette?.clearRecent();
    box.current?.focus();
    cursor.clear();
    reset();
  };
  const shown = { box, text, state, palette, groups, active, isOpen: isOpen && palette !== null };
  return { ...shown, open, type, paste, submit, steer, choose, close, clearRecent };
}

function useOptionCursor(options: readonly PaletteOption[]) {
  const [index, setIndex] = useState(-1);
  const steer = (event: KeyboardEvent) => {
    const next = nextIndex(event.key, index, options.length);
    if (next === null) return;
    event.preventDefault();
    setIndex(next);
  };
  return { active: options[index], steer, clear: () => setIndex(-1) };
}

/** The text with pasted lines in it, or null for a paste of one line, which the browser does as well. */
function withPastedLines(text: string, event: ClipboardEvent<HTMLInputElement>): string | null {
  const pasted = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n");
  // The box would drop the ends of lines, which keep one id from the next.
  if (!pasted.trim().includes("\n")) return null;
  event.preventDefault();
  const { selectionStart, selectionEnd } = event.currentTarget;
  return text.slice(0, selectionStart ?? 0) + pasted + text.slice(selectionEnd ?? text.length);
}

/** Where an arrow key leads, null for other keys; -1 is the box itself, from which up leads to the last option. */
function nextIndex(key: string, index: number, count: number): number | null {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (step === undefined || count === 0) return null;
  if (index < 0) return step > 0 ? 0 : count - 1;
  return (index + step + count) % count;
}
