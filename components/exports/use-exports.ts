"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { readExports } from "./send-export";
import type { ApiFailure } from "@/components/api/api-failure";
import { usePolling } from "@/components/ui/browser/use-polling";
import type { ExportPage } from "@/lib/exports/export";

const MOVING_MS = 1_000;
const STILL_MS = 15_000;
/* A single late answer is no reason to warn. */
const MOST_MISSED = 3;

/**
 * A page of exports that updates itself: every second while one of them runs, rarely otherwise, never while the tab is
 * hidden. `failure`: why the last three updates failed; null otherwise.
 */
export function useExports(read: ExportPage, search: string) {
  const [asked, setAsked] = useState<{ over: ExportPage; page: ExportPage } | null>(null);
  const [missed, setMissed] = useState<readonly ApiFailure[]>([]);
  const page = asked?.over === read ? asked.page : read;
  const isMoving = page.data.some(({ state }) => state === "queued" || state === "running");
  const latest = useRef(read);
  useEffect(() => {
    latest.current = read;
  }, [read]);

  const ask = useCallback(
    async (signal?: AbortSignal) => {
      const over = latest.current;
      const outcome = await readExports(search, signal);
      if (signal?.aborted) return;
      if (outcome.kind !== "done") return setMissed((before) => [...before, outcome].slice(-MOST_MISSED));
      setMissed([]);
      setAsked({ over, page: outcome.answer });
    },
    [search],
  );

  usePolling(ask, isMoving ? MOVING_MS : STILL_MS);

  return { page, ask, failure: missed[MOST_MISSED - 1] ?? null };
}
