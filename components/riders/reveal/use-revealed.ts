"use client";

import { useCallback, useEffect, useState } from "react";

/* Must equal `REVEALED_FOR_S` in lib/riders/reveal.ts, which is not imported because it loads only with the form. */
const SHOWN_MS = 30_000;
const TICK_MS = 1_000;

export interface RevealedValue {
  value: string;
  /** Seconds until the value is hidden. */
  left_s: number;
}

interface Held {
  value: string;
  until: number;
  left_s: number;
}

/**
 * Stores a revealed value in this component only. It is dropped after 30 s, when the tab or window loses the focus, and
 * when the component unmounts.
 */
export function useRevealed(): {
  revealed: RevealedValue | null;
  show: (value: string) => void;
  hide: () => void;
} {
  const [held, setHeld] = useState<Held | null>(null);
  const hide = useCallback(() => setHeld(null), []);
  const show = useCallback((value: string) => {
    // The tab was left before the answer came, so nobody is looking.
    if (document.visibilityState === "hidden") return;
    setHeld({ value, until: performance.now() + SHOWN_MS, left_s: SHOWN_MS / 1_000 });
  }, []);
  const until = held?.until ?? null;
  useEffect(() => {
    if (until === null) return;
    const tick = () => {
      const left_s = Math.ceil((until - performance.now()) / 1_000);
      setHeld((now) => (now === null || left_s <= 0 ? null : { ...now, left_s }));
    };
    const timer = setInterval(tick, TICK_MS);
    const hideUnseen = () => (document.visibilityState === "hidden" ? hide() : undefined);
    window.addEventListener("blur", hide);
    window.addEventListener("pagehide", hide);
    document.addEventListener("visibilitychange", hideUnseen);
    return () => {
      clearInterval(timer);
      window.removeEventListener("blur", hide);
      window.removeEventListener("pagehide", hide);
      document.removeEventListener("visibilitychange", hideUnseen);
    };
  }, [until, hide]);
  return { revealed: held, show, hide };
}
