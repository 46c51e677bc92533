"use client";

import type { Data } from "@/components/api/ask-api";
import { lazyAskApi } from "@/components/api/lazy-ask-api";
import { useEffect, useSyncExternalStore } from "react";
import type { PassCount } from "@/lib/passes/list/bounded-count";

type ViewCounts = Readonly<Record<string, PassCount | null>>;

/* The sidebar and the list share the counts, so within this time they are loaded only once. */
const FRESH_MS = 30_000;
let counts: ViewCounts | null = null;
let asked = { for: "", at: 0 };
const readers = new Set<() => void>();

/** Counts by view id, loaded after the page is shown and again when a view changes; null until they have loaded. */
export function useViewCounts(saved: readonly { id: string; search: string }[]): ViewCounts | null {
  const wanted = saved
    .map(({ id, search }) => `${id}?${search}`)
    .sort()
    .join(" ");
  useEffect(() => {
    const now = Date.now();
    if (asked.for === wanted && now - asked.at < FRESH_MS) return;
    asked = { for: wanted, at: now };
    void ask();
  });
  return useSyncExternalStore(
    subscribe,
    () => counts,
    () => null,
  );
}

function subscribe(reader: () => void): () => void {
  readers.add(reader);
  return () => readers.delete(reader);
}

/* If the counts fail to load, their reserved space stays empty. */
async function ask(): Promise<void> {
  const outcome = await lazyAskApi<Data<ViewCounts>>("/api/v1/views/counts");
  if (outcome?.kind !== "done") return;
  counts = outcome.answer.data;
  for (const tell of readers) tell();
}
