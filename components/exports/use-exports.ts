"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { usePolling } from "@/components/ui/browser/use-polling";
import type { ExportPage } from "@/lib/exports/export";

const MOVING_MS = 1_000;
const STILL_MS = 15_000;
const PATIENCE_MS = 5_000;
/* One answer that is late says nothing yet. */
const MOST_MISSED = 3;

/**
 * A page of exports that keeps itself up to date: every second while one of them moves, seldom else, never while the tab is
 * hidden. `isBehind` when the server has not answered for a while.
 */
export function useExports(read: ExportPage, search: string) {
  const [asked, setAsked] = useState<{ over: ExportPage; page: ExportPage } | null>(null);
  const [missed, setMissed] = useState(0);
  const page = asked?.over === read ? asked.page : read;
  const isMoving = page.data.some(({ state }) => state === "queued" || state === "running");
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  }, [read]);

  const ask = useCallback(
    async (signal?: AbortSignal) => {
      const over = latest.current;
      const answer = await askPage(search, signal);
      if (signal?.aborted) return;
      if (answer === null) return setMissed((count) => count + 1);
      setMissed(0);
      setAsked({ over, page: answer });
    },
    [search],
  );

  usePolling(ask, isMoving ? MOVING_MS : STILL_MS);

  return { page, ask, isBehind: missed >= MOST_MISSED };
}

async function askPage(search: string, signal?: AbortSignal): Promise<ExportPage | null> {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    const answer = await fetch(`/api/v1/exports${search === "" ? "" : `?${search}`}`, {
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
      cache: "no-store",
    });
    return answer.ok ? ((await answer.json()) as ExportPage) : null;
  } catch {
    return null;
  }
}
