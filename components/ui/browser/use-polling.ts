"use client";

import { useEffect } from "react";

/**
 * Calls `ask` again `pause_ms` after each answer while the tab is visible, and at once when it becomes visible again;
 * null stops polling. Only one call runs at a time, so a slow server is not asked faster than it answers.
 */
export function usePolling(ask: (signal: AbortSignal) => Promise<void>, pause_ms: number | null): void {
  useEffect(() => {
    if (pause_ms === null) return;
    const over = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isAsking = false;
    const isSeen = () => document.visibilityState === "visible";
    const plan = () => {
      clearTimeout(timer);
      if (!over.signal.aborted && isSeen()) timer = setTimeout(turn, pause_ms);
    };
    const turn = () => {
      if (isAsking) return;
      isAsking = true;
      void ask(over.signal).finally(() => {
        isAsking = false;
        plan();
      });
    };
    const look = () => (isSeen() ? turn() : clearTimeout(timer));
    plan();
    document.addEventListener("visibilitychange", look);
    return () => {
      over.abort();
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [ask, pause_ms]);
}
