"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, type ClipboardEvent, type FormEvent, type KeyboardEvent } from "react";
import type { PaletteOption } from "./palette-options";
import { usePalette } from "./use-palette";
import type { ShellCan } from "@/components/navigation/shell-user";

/**
 * State and keys of the search box: Enter searches or opens, the arrow keys select, Esc closes the panel and then
 * leaves the box.
 */
export function useSearchBox(can: ShellCan) {
  const router = useRouter();
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const { palette, state, load, run, reset } = usePalette();
  const groups = palette && isOpen ? palette.groupsOf(text, state, can) : [];
  const { active, ...cursor } = useOptionCursor(groups.flatMap((group) => group.options));

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
    box.current?.blur();
  };
  const choose = (option: PaletteOption) => {
    palette?.choose(option, state);
    finish();
  };
  const goTo = (option: PaletteOption) => {
    choose(option);
    router.push(option.href);
  };
  const type = (next: string) => {
    setText(next);
    cursor.clear();
    reset();
    open();
  };
  const paste = (event: ClipboardEvent<HTMLInputElement>) => pasteLines(text, event, type);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (active) return goTo(active);
    if (text.trim() === "") return;
    setOpen(true);
    const found = await run(text.trim());
    const exact = found.kind === "found" ? found.result.exact : null;
    if (!exact) return;
    finish();
    router.push(exact.href);
  };
  const steer = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !isOpen) box.current?.blur();
    if (event.key === "Escape") close();
    else if (!isOpen && event.key === "ArrowDown") open();
    cursor.steer(event);
  };
  const shown = { box, text, state, palette, groups, active, isOpen };
  return { ...shown, open, type, paste, submit, steer, choose, close };
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

/** Handles a paste of several lines: the input would drop the line breaks that separate the ids. */
function pasteLines(
  text: string,
  event: ClipboardEvent<HTMLInputElement>,
  type: (next: string) => void,
): void {
  const pasted = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n");
  if (!pasted.trim().includes("\n")) return;
  event.preventDefault();
  const { selectionStart, selectionEnd } = event.currentTarget;
  type(text.slice(0, selectionStart ?? 0) + pasted + text.slice(selectionEnd ?? text.length));
}

/**
 * The index that an arrow key selects; null for other keys. -1 is the box itself, from which the up key selects the
 * last option.
 */
function nextIndex(key: string, index: number, count: number): number | null {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (step === undefined || count === 0) return null;
  if (index < 0) return step > 0 ? 0 : count - 1;
  return (index + step + count) % count;
}
