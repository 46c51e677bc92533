import { Cron } from "croner";

/* What a worker that was down for long would have to step over; beyond it the count starts from now. */
const MOST_STEPS = 500;

/**
 * When a cron line, read on the clocks of `zone`, comes next after `after`; null when never. A time that a change of clocks
 * leaves out comes at the change; one that it brings twice comes the first time. Throws for a line that cannot be read.
 */
export function nextRun(cron: string, zone: string, after: Date): Date | null {
  return new Cron(cron, { timezone: zone }).nextRun(after);
}

/**
 * When it comes next after `now`, counted from the time it was last due, so that lateness shifts nothing; firings that were
 * missed are left out.
 */
export function nextRunSince(cron: string, zone: string, due: Date, now: Date): Date | null {
  let next = nextRun(cron, zone, due);
  for (let step = 0; next !== null && next <= now; step++) {
    next = nextRun(cron, zone, step < MOST_STEPS ? next : now);
  }
  return next;
}
