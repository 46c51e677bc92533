"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { findPasses, SearchFailed, type FoundPasses } from "@/components/shell/find-passes";

export type PassSearch =
  | { state: "idle" }
  | { state: "searching"; text: string }
  | { state: "found"; text: string; found: FoundPasses }
  | { state: "failed"; text: string; reason: string };

const IDLE: PassSearch = { state: "idle" };

/** Runs one search at a time; a newer one silences the older. `run` answers what was found, or null. */
export function usePassSearch() {
  const [search, setSearch] = useState<PassSearch>(IDLE);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const run = useCallback(async (text: string): Promise<FoundPasses | null> => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    setSearch({ state: "searching", text });
    try {
      const found = await findPasses(text, control.signal);
      setSearch({ state: "found", text, found });
      return found;
    } catch (cause) {
      if (control.signal.aborted) return null;
      const reason = cause instanceof SearchFailed ? cause.message : "The search did not finish.";
      setSearch({ state: "failed", text, reason });
      return null;
    }
  }, []);

  const clear = useCallback(() => {
    running.current?.abort();
    setSearch(IDLE);
  }, []);
  return { search, run, clear };
}
