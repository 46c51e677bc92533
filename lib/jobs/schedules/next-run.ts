import { Cron } from "croner";

/* A worker that was down for long would step over this many runs; beyond that the count starts from now. */
const MOST_STEPS = 500;

/**
 * The next run of a cron line after `after`, on the clocks of `zone`; null if it never runs. A time that a clock change
 * skips runs at the change; one that occurs twice runs the first time. Throws for a line that cannot be read.
 */
export function nextRun(cron: string, zone: string, after: Date): Date | null {
  return new Cron(cron, { timezone: zone }).nextRun(after);
}

/**
 * The next run after `now`, counted from the time the schedule was last due so that lateness shifts nothing. Missed
 * runs are skipped.
 */
export function nextRunSince(cron: string, zone: string, due: Date, now: Date): Date | null {
  let next = nextRun(cron, zone, due);
  for (let step = 0; next !== null && next <= now; step++) {
    next = nextRun(cron, zone, step < MOST_STEPS ? next : now);
  }
  return next;
}
