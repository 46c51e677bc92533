"use client";

import { useEffect, useState } from "react";

/**
 * The server's clock: `serverNow` plus the time this page has been open, because the reader's own clock may be wrong.
 * Ticks every `tick_ms`.
 */
export function useServerNow(serverNow: string, tick_ms: number): Date {
  const [passed, setPassed] = useState({ since: serverNow, ms: 0 });
  useEffect(() => {
    const start = performance.now();
    const timer = setInterval(() => setPassed({ since: serverNow, ms: performance.now() - start }), tick_ms);
    return () => clearInterval(timer);
  }, [serverNow, tick_ms]);
  return new Date(Date.parse(serverNow) + (passed.since === serverNow ? passed.ms : 0));
}
