"use client";

import { useRouter } from "next/navigation";
import { useRef, useState, type FormEvent, type KeyboardEvent } from "react";
import { passHref, searchOptions } from "@/components/shell/search-options";
import { usePassSearch } from "@/components/shell/use-pass-search";

/** State and keys of the search box: Enter searches or opens, arrows choose, Esc closes and then leaves. */
export function useSearchBox() {
  const router = useRouter();
  const box = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [isOpen, setOpen] = useState(false);
  const [activeIndex, setActiveIndex] = useState(-1);
  const { search, run, clear } = usePassSearch();
  const options = searchOptions(search);
  const isShown = isOpen && search.state !== "idle";

  const close = () => {
    setOpen(false);
    setActiveIndex(-1);
  };
  const finish = () => {
    close();
    clear();
    setText("");
    box.current?.blur();
  };
  const open = (href: string) => {
    finish();
    router.push(href);
  };
  const type = (next: string) => {
    setText(next);
    setActiveIndex(-1);
    if (search.state !== "idle") clear();
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const chosen = isShown ? options[activeIndex] : undefined;
    if (chosen) return open(chosen.href);
    if (text.trim() === "") return;
    setOpen(true);
    const found = await run(text.trim());
    const only = found?.total.value === 1 ? found.passes[0] : undefined;
    if (only) open(passHref(only.id));
  };
  const steer = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !isShown) box.current?.blur();
    if (event.key === "Escape") close();
    const next = nextIndex(event.key, activeIndex, options.length);
    if (next === null) return;
    event.preventDefault();
    setOpen(true);
    setActiveIndex(next);
  };
  const reopen = () => setOpen(true);
  const state = { text, search, options, activeIndex, isShown };
  return { box, ...state, type, submit, steer, close, finish, reopen };
}

/** Where an arrow key leads, null for other keys; -1 is the box itself, from which up leads to the last option. */
function nextIndex(key: string, index: number, count: number): number | null {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (step === undefined || count === 0) return null;
  if (index < 0) return step > 0 ? 0 : count - 1;
  return (index + step + count) % count;
}
