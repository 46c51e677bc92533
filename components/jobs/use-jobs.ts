"use client";

import { useCallback, useState } from "react";
import { type JobList, readJobs } from "./send-job";
import { usePolling } from "@/components/ui/browser/use-polling";

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
  usePolling(reload, list.counts.running + list.counts.queued > 0 ? BUSY_MS : IDLE_MS);
  return { list, isStale, reload };
}
