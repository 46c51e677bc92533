import type { JobKind, JobState } from "@/lib/jobs/job";

/** What people may have repeated, with what it takes beside `schedule.manage`. */
export const SCHEDULE_KINDS = ["export.start", "archive.start"] as const satisfies readonly JobKind[];
export type ScheduleKind = (typeof SCHEDULE_KINDS)[number];

/** Of people, all together. */
export const MOST_SCHEDULES = 200;

/** A repeated job as the outside sees it. */
export interface Schedule {
  id: string;
  name: string;
  kind: JobKind;
  /** Minute, hour, day, month, weekday on the clocks of `zone`. */
  cron: string;
  /** The same in words. */
  when: string;
  zone: string;
  /** What the job is told; null for the machine's own. */
  payload: unknown;
  owner: { id: string; name: string } | null;
  /** The machine's own: nobody changes it. */
  is_built_in: boolean;
  is_enabled: boolean;
  paused_reason: string | null;
  next_on: string | null;
  last_on: string | null;
  last: { job_id: string; state: JobState; error: string | null } | null;
  created_on: string;
  can_change: boolean;
}
