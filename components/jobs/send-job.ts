import { askApi, type ApiOutcome } from "@/components/api/ask-api";
import type { JobCounts, ListedJob } from "@/lib/jobs/listed-job";

export interface JobList {
  data: ListedJob[];
  page: { next: string | null; prev: string | null };
  counts: JobCounts;
}

/** Reads the list. Never throws. */
export function readJobs(search: string, signal?: AbortSignal): Promise<ApiOutcome<JobList>> {
  return askApi(`/api/v1/jobs${search === "" ? "" : `?${search}`}`, { signal });
}

/** Retries or cancels a job. Never throws. */
export function actOnJob(id: string, act: "retry" | "cancel"): Promise<ApiOutcome<unknown>> {
  return askApi(`/api/v1/jobs/${encodeURIComponent(id)}/${act}`, { method: "POST" });
}

export interface NewSchedule {
  name: string;
  kind: "export.start" | "archive.start";
  cron: string;
  payload: object;
}

/** Adds a schedule. The same key never adds two. Never throws. */
export function addSchedule(body: NewSchedule, key: string): Promise<ApiOutcome<unknown>> {
  return askApi("/api/v1/schedules", { method: "POST", body, key });
}

/** Pauses or resumes a schedule. Never throws. */
export function switchSchedule(id: string, is_enabled: boolean): Promise<ApiOutcome<unknown>> {
  return askApi(`/api/v1/schedules/${encodeURIComponent(id)}`, { method: "PATCH", body: { is_enabled } });
}

/** Removes a schedule; what it produced stays. Never throws. */
export function removeSchedule(id: string): Promise<ApiOutcome<unknown>> {
  return askApi(`/api/v1/schedules/${encodeURIComponent(id)}`, { method: "DELETE" });
}
