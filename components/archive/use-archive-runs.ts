"use client";

import { useCallback, useState } from "react";
import { isMoving } from "./archive-words";
import { readRuns } from "./send-archive";
import type { ApiFailure } from "@/components/api/api-failure";
import { usePolling } from "@/components/ui/browser/use-polling";
import type { ArchiveRun } from "@/lib/archive/archive";

const MOVING_MS = 1_000;
const STILL_MS = 10_000;

/** The newest runs, refreshed every second while one is under way, and never while the tab is hidden. */
export function useArchiveRuns(first: readonly ArchiveRun[]) {
  const [asked, setAsked] = useState<{ over: readonly ArchiveRun[]; runs: ArchiveRun[] } | null>(null);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const runs = asked?.over === first ? asked.runs : first;
  const reload = useCallback(
    async (signal?: AbortSignal) => {
      const outcome = await readRuns(signal);
      if (signal?.aborted) return;
      setFailure(outcome.kind === "done" ? null : outcome);
      if (outcome.kind === "done") setAsked({ over: first, runs: outcome.answer.data });
    },
    [first],
  );
  usePolling(reload, runs.some(isMoving) ? MOVING_MS : STILL_MS);
  return { runs, failure, reload };
}
