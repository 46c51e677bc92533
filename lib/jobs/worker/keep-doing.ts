import "server-only";
import { setTimeout as wait } from "node:timers/promises";

const FIRST_PAUSE_MS = 50;
/* Short, so that work resumes soon after the database is back. */
const LONGEST_PAUSE_MS = 1_000;

/**
 * Repeats `work` until `ending` aborts. After a failure it calls `failed` and waits; the jittered wait doubles up to a
 * second.
 */
export async function keepDoing(
  work: () => Promise<void>,
  ending: AbortSignal,
  failed: (error: unknown) => void,
): Promise<void> {
  let failures = 0;
  while (!ending.aborted) {
    try {
      await work();
      failures = 0;
    } catch (error) {
      failures++;
      failed(error);
      const longest_ms = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 10));
      await pauseFor(Math.random() * longest_ms, ending);
    }
  }
}

export async function pauseFor(ms: number, ending: AbortSignal): Promise<void> {
  try {
    await wait(ms, undefined, { signal: ending });
  } catch (error) {
    if (!ending.aborted) throw error;
  }
}
