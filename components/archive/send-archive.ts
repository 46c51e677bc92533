import { askApi, type ApiOutcome, type Data } from "@/components/api/ask-api";
import { COUNTING_PATIENCE_MS } from "@/components/api/patience";
import type { ArchivePlan, ArchivePolicy, ArchiveRun } from "@/lib/archive/archive";

/** What a run covers, as the API takes it. */
export type Asked =
  { direction: "archive"; policy: ArchivePolicy } | { direction: "restore"; query: { search: string } };

const RUNS = "/api/v1/archive-runs";

/** Counts what a run would do; changes nothing. Never throws. */
export function sendPlan(asked: Asked, signal: AbortSignal): Promise<ApiOutcome<Data<ArchivePlan>>> {
  const body = { ...asked, dry_run: true };
  return askApi(RUNS, { method: "POST", body, repeat: "reads", patience_ms: COUNTING_PATIENCE_MS, signal });
}

/** Starts a run. The same key never starts two. Never throws. */
export function sendRun(asked: Asked, key: string): Promise<ApiOutcome<Data<ArchiveRun>>> {
  return askApi(RUNS, { method: "POST", body: asked, key });
}

/** Stops a run after the batch it is working on. Never throws. */
export function sendCancel(id: string): Promise<ApiOutcome<Data<ArchiveRun>>> {
  return askApi(`${RUNS}/${encodeURIComponent(id)}/cancel`, { method: "POST" });
}

/** Saves the policy. Never throws. */
export function sendPolicy(policy: ArchivePolicy): Promise<ApiOutcome<Data<ArchivePolicy>>> {
  return askApi("/api/v1/archive-policy", { method: "PATCH", body: policy });
}

/** Restores one pass. Answers the pass, or the run that will restore it; the same key, the same run. Never throws. */
export function sendRestore(
  passId: string,
  key: string,
): Promise<ApiOutcome<Data<{ id: string; direction?: string }>>> {
  const path = `/api/v1/passes/${encodeURIComponent(passId)}/restore`;
  return askApi(path, { method: "POST", body: {}, key });
}

/** Reads the newest runs. Never throws. */
export function readRuns(signal?: AbortSignal): Promise<ApiOutcome<Data<ArchiveRun[]>>> {
  return askApi(RUNS, { signal });
}
