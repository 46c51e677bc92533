"use client";

import { useRef, useState } from "react";
import type { Palette } from "./palette";
import { IDLE, type SearchState } from "@/components/search/search-state";

const loadPalette = () => import("./palette").then((module) => module.palette);

/** Loads the palette on first use and runs one search at a time; a newer search cancels the older one. */
export function usePalette() {
  const running = useRef<AbortController | null>(null);
  const [palette, setPalette] = useState<Palette | null>(null);
  const [state, setState] = useState<SearchState>(IDLE);

  const load = async () => setPalette(await loadPalette());
  const reset = () => {
    running.current?.abort();
    setState({ kind: "idle" });
  };
  const run = async (text: string): Promise<SearchState> => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    setState({ kind: "searching" });
    const loaded = await loadPalette();
    setPalette(loaded);
    const next = await loaded.run(text, control.signal);
    if (next === null || control.signal.aborted) return IDLE;
    setState(next);
    return next;
  };
  return { palette, state, load, run, reset };
}
