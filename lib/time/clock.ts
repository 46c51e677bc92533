/** The only source of "now"; tests pass a stopped clock. */
export interface Clock {
  now(): Date;
}

/* How far this process is ahead of the database. On globalThis, because the framework may load this module more than once. */
const AHEAD = Symbol.for("passdesk.clock");
const holder = globalThis as { [AHEAD]?: number };

/** Sets how many milliseconds the machine is ahead of the database. */
export function setAhead(ms: number): void {
  holder[AHEAD] = ms;
}

/** The database's clock, as far as the process has compared its machine's with it. */
export const systemClock: Clock = { now: () => new Date(Date.now() - (holder[AHEAD] ?? 0)) };

/** A clock that stands still, for tests and for looking at a past instant. */
export function stoppedClock(at: Date | string): Clock {
  const instant = new Date(at);
  return { now: () => new Date(instant) };
}
