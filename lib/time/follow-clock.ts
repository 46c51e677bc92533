import "server-only";
import type { Database } from "@/db/connection";
import { readDatabaseTime } from "@/db/jobs/schedules";
import { AppError } from "@/lib/errors";
import { setAhead } from "./clock";

const MOST_APART_MS = 30_000;
/* Less than this is the time an answer takes. */
const LEAST_APART_MS = 500;
const DAY_MS = 86_400_000;

/**
 * Compares the machine's clock with the database's, which this process follows from now on. Answers why it must decide
 * nothing that lasts: a sentence, or null if they are within 30 s of each other.
 */
export async function followClock(db: Database): Promise<string | null> {
  const [asked, from] = [Date.now(), performance.now()];
  const time = await readDatabaseTime(db);
  const took_ms = performance.now() - from;
  const ahead_ms = asked + took_ms / 2 - time.getTime();
  const apart_ms = Math.abs(ahead_ms);
  setAhead(apart_ms < Math.max(LEAST_APART_MS, took_ms) ? 0 : ahead_ms);
  if (apart_ms <= MOST_APART_MS) return null;
  const apart =
    apart_ms < DAY_MS ? `${Math.round(apart_ms / 1000)} s` : `${(apart_ms / DAY_MS).toFixed(1)} days`;
  return `This machine's clock is ${apart} ${ahead_ms > 0 ? "ahead of" : "behind"} the database's. Nothing is deleted and no schedule runs here. Set both machines' clocks by NTP.`;
}

/** Throws 503 with that sentence: for what deletes. */
export async function requireClock(db: Database): Promise<void> {
  const refusal = await followClock(db);
  if (refusal !== null) throw new AppError("unavailable", refusal, { retryAfter_s: 60 });
}
