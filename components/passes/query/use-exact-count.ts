"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { lazyAskApi } from "@/components/api/lazy-ask-api";
import { COUNTING_PATIENCE_MS } from "@/components/api/patience";
import { type PassQuery, passQueryToSearch } from "@/lib/passes/query/pass-query";

export type ExactCount =
  | { state: "idle" }
  | { state: "counting"; seconds: number }
  | { state: "counted"; value: number }
  | { state: "refused"; message: string };

/** Counts the passes that match a query exactly, which may take seconds; the count can be stopped. */
export function useExactCount(query: PassQuery) {
  const [count, setCount] = useState<ExactCount>({ state: "idle" });
  const running = useRef<AbortController | null>(null);
  const stop = useCallback(() => {
    running.current?.abort();
    running.current = null;
    setCount({ state: "idle" });
  }, []);
  const start = useCallback(async () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setCount({ state: "counting", seconds: 0 });
    const began = performance.now();
    const timer = setInterval(
      () => setCount({ state: "counting", seconds: Math.floor((performance.now() - began) / 1000) }),
      1000,
    );
    const outcome = await ask(query, controller.signal);
    clearInterval(timer);
    if (!controller.signal.aborted) setCount(outcome);
  }, [query]);
  useEffect(() => () => running.current?.abort(), []);
  return { count, start, stop };
}

async function ask(query: PassQuery, signal: AbortSignal): Promise<ExactCount> {
  const search = passQueryToSearch({ ...query, limit: 1, cursor: null, count: "exact" });
  const outcome = await lazyAskApi<{ total: { value: number } }>(`/api/v1/passes?${search}`, {
    patience_ms: COUNTING_PATIENCE_MS,
    signal,
  });
  if (outcome === null)
    return { state: "refused", message: "Part of this page did not load. Reload the page." };
  if (outcome.kind === "done") return { state: "counted", value: outcome.answer.total.value };
  return { state: "refused", message: outcome.sentence };
}
