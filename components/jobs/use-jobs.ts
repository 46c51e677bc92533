"use client";

import { useCallback, useEffect, useState } from "react";
import { type JobList, readJobs } from "@/components/jobs/send-job";

const BUSY_MS = 1_000;
const IDLE_MS = 5_000;

interface Jobs {
  list: JobList;
  /** The last look brought no answer: what is shown is as old as it is. */
  isStale: boolean;
  reload: () => Promise<void>;
}

/** The list as the server answered it, read again while the page is seen: every second while anything is under way. */
export function useJobs(first: JobList, search: string): Jobs {
  const [list, setList] = useState(first);
  const [isStale, setStale] = useState(false);
  const reload = useCallback(async () => {
    const now = await readJobs(search);
    setStale(now === null);
    if (now) setList(now);
  }, [search]);
  const isBusy = list.counts.running + list.counts.queued > 0;
  useEffect(() => {
    let isOver = false;
    let timer: number | undefined;
    const next = () => {
      timer = window.setTimeout(() => void look(), isBusy ? BUSY_MS : IDLE_MS);
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
  }, [isBusy, reload]);
  return { list, isStale, reload };
}
