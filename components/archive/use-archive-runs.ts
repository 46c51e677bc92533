"use client";

import { useCallback, useEffect, useState } from "react";
import { isMoving } from "@/components/archive/archive-words";
import { readRuns } from "@/components/archive/send-archive";
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
  const pause_ms = runs.some(isMoving) ? MOVING_MS : STILL_MS;
  useEffect(() => {
    let isOver = false;
    let timer: number | undefined;
    const next = () => {
      timer = window.setTimeout(() => void look(), pause_ms);
    };
    const look = async () => {
      if (document.visibilityState === "visible") await reload();
      if (!isOver) next();
    };
    next();
    return () => {
      isOver = true;
      window.clearTimeout(timer);
    };
  }, [pause_ms, reload]);
  return { runs, isOld, reload };
}
