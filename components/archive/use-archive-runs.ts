"use client";

import { useCallback, useState } from "react";
import { isMoving } from "./archive-words";
import { readRuns } from "./send-archive";
import { usePolling } from "@/components/ui/browser/use-polling";
import type { ArchiveRun } from "@/lib/archive/archive";

const MOVING_MS = 1_000;
const STILL_MS = 10_000;

/** The newest runs as they are, asked for every second while one moves and never while nobody looks. */
export function useArchiveRuns(first: readonly ArchiveRun[]) {
  const [asked, setAsked] = useState<{ over: readonly ArchiveRun[]; runs: ArchiveRun[] } | null>(null);
  const [isOld, setOld] = useState(false);
  const runs = asked?.over === first ? asked.runs : first;
  const reload = useCallback(async () => {
    const answer = await readRuns();
    setOld(answer === null);
    if (answer) setAsked({ over: first, runs: answer });
  }, [first]);
  usePolling(reload, runs.some(isMoving) ? MOVING_MS : STILL_MS);
  return { runs, isOld, reload };
}
