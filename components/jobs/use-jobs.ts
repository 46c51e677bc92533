"use client";

import { useCallback, useState } from "react";
import { type JobList, readJobs } from "./send-job";
import type { ApiFailure } from "@/components/api/api-failure";
import { usePolling } from "@/components/ui/browser/use-polling";

const BUSY_MS = 1_000;
const IDLE_MS = 5_000;

interface Jobs {
  list: JobList;
  /** Why the last refresh failed, so that what is shown is older; null if it worked. */
  failure: ApiFailure | null;
  reload: (signal?: AbortSignal) => Promise<void>;
}

/**
 * The list of jobs, kept up to date: read every second while any job is active, less often otherwise, never while the
 * tab is hidden.
 */
export function useJobs(first: JobList, search: string): Jobs {
  const [list, setList] = useState(first);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const reload = useCallback(
    async (signal?: AbortSignal) => {
      const outcome = await readJobs(search, signal);
      if (signal?.aborted) return;
      setFailure(outcome.kind === "done" ? null : outcome);
      if (outcome.kind === "done") setList(outcome.answer);
    },
    [search],
  );
  usePolling(reload, list.counts.running + list.counts.queued > 0 ? BUSY_MS : IDLE_MS);
  return { list, failure, reload };
}
