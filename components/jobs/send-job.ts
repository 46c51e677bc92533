import type { ListedJob } from "@/lib/jobs/listed-job";
import type { JobCounts } from "@/lib/jobs/listed-job";

export interface JobList {
  data: ListedJob[];
  page: { next: string | null; prev: string | null };
  counts: JobCounts;
}

const PATIENCE_MS = 12_000;
const NO_ANSWER = "No answer arrived. Asking again is safe.";

/** The list as it is now; null when it did not come. Never throws. */
export async function readJobs(search: string): Promise<JobList | null> {
  try {
    const answer = await fetch(`/api/v1/jobs${search === "" ? "" : `?${search}`}`, {
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    return answer.ok ? ((await answer.json()) as JobList) : null;
  } catch {
    return null;
  }
}

/** Retries or cancels a job. Answers why not, null when it was done. Never throws. */
export function actOnJob(id: string, act: "retry" | "cancel"): Promise<string | null> {
  return send(`/api/v1/jobs/${encodeURIComponent(id)}/${act}`, "POST", null);
}

/** Pauses a schedule or lets it go on. Answers why not, null when it was done. Never throws. */
export function switchSchedule(id: string, is_enabled: boolean): Promise<string | null> {
  return send(`/api/v1/schedules/${encodeURIComponent(id)}`, "PATCH", { is_enabled });
}

async function send(path: string, method: string, body: object | null): Promise<string | null> {
  try {
    const answer = await fetch(path, {
      method,
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body ? { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) } : {}),
    });
    if (answer.ok) return null;
    const told = (await answer.json()) as { detail?: string };
    return told.detail ?? "The desk did not say why.";
  } catch {
    return NO_ANSWER;
  }
}
