import type { NewerWord } from "@/lib/fields/stored-word";
import type { JobKind, JobState } from "@/lib/jobs/job";

/** The jobs people may repeat. Each needs its own permission as well as `schedule.manage`. */
export const SCHEDULE_KINDS = ["export.start", "archive.start"] as const satisfies readonly JobKind[];
export type ScheduleKind = (typeof SCHEDULE_KINDS)[number];

export interface Schedule {
  id: string;
  name: string;
  kind: JobKind | NewerWord;
  /** Minute, hour, day, month, weekday on the clocks of `zone`. */
  cron: string;
  /** The cron line in words. */
  when: string;
  zone: string;
  /** The job's payload; null for the machine's own. */
  payload: unknown;
  owner: { id: string; name: string } | null;
  /** The machine's own; nobody can change it. */
  is_built_in: boolean;
  is_enabled: boolean;
  paused_reason: string | null;
  next_on: string | null;
  last_on: string | null;
  last: { job_id: string; state: JobState | NewerWord; error: string | null } | null;
  created_on: string;
  can_change: boolean;
}
