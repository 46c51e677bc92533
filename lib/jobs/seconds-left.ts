/* Milliseconds of running before a speed means anything. */
const LEAST_MS = 2_000;

interface Paced {
  state: string;
  rows_done: number | null;
  rows_total: number | null;
  /** ISO 8601. */
  started_on: string | null;
}

/** Seconds that a running job will still take at its speed so far; null while nobody can say. Pure. */
export function secondsLeft({ state, rows_done, rows_total, started_on }: Paced, now: Date): number | null {
  if (state !== "running" || started_on === null || rows_total === null || !rows_done) return null;
  const passed_ms = now.getTime() - Date.parse(started_on);
  if (passed_ms < LEAST_MS) return null;
  return Math.ceil((Math.max(0, rows_total - rows_done) * passed_ms) / rows_done / 1000);
}
