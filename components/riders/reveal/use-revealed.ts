"use client";

import { useCallback, useEffect, useState } from "react";

/* As `REVEALED_FOR_S` in lib/riders/reveal.ts, whose rules are fetched only with the form. */
const SHOWN_MS = 30_000;
const TICK_MS = 1_000;

export interface RevealedValue {
  value: string;
  /** Seconds until it hides by itself. */
  left_s: number;
}

interface Held {
  value: string;
  until: number;
  left_s: number;
}

/**
 * A value in clear, kept by this component alone: gone after 30 s, when the tab or window is left, and with the component.
 */
export function useRevealed(): {
  revealed: RevealedValue | null;
  show: (value: string) => void;
  hide: () => void;
} {
  const [held, setHeld] = useState<Held | null>(null);
  const hide = useCallback(() => setHeld(null), []);
  const show = useCallback((value: string) => {
    // Answered after the tab was left: nobody is looking at it.
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
