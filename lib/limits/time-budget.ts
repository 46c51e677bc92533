import "server-only";
import { databaseFault } from "@/db/database-errors";
import { SHARES } from "./shares";
import { createWaitingLine } from "./waiting-line";

/* Leaves connections for the rows of the same page, which have priority on the database. */
const AT_ONCE = 4;
/* The rest of the pool is for other people's rows. */
const line = createWaitingLine(SHARES.counts.most);
/* With less time than this left, sending a statement is not worth it. */
const LEAST_MS = 3;

export interface TimeBudget {
  /** Milliseconds left; never negative. */
  left_ms: () => number;
}

/** Starts a time budget that several statements share. */
export function startBudget(budget_ms: number): TimeBudget {
  const end = performance.now() + budget_ms;
  return { left_ms: () => Math.max(0, end - performance.now()) };
}

/**
 * What `work` answers within `limit_ms`, a whole number of milliseconds; null if the database needs longer, or if no
 * time is left after waiting for a turn.
 */
export async function withinBudget<R>(
  budget: TimeBudget,
  work: (limit_ms: number) => Promise<R>,
): Promise<R | null> {
  if (!(await line.take(AbortSignal.timeout(Math.floor(budget.left_ms()))))) return null;
  try {
    const limit_ms = Math.floor(budget.left_ms());
    return limit_ms < LEAST_MS ? null : await work(limit_ms);
  } catch (error) {
    if (databaseFault(error) !== "too_slow") throw error;
    return null;
  } finally {
    line.giveBack();
  }
}

/**
 * What `work` answers for each item, in order, four at a time, each within what is left of the budget; null for an item
 * that ran out of time.
 */
export async function eachWithinBudget<T, R>(
  budget: TimeBudget,
  items: readonly T[],
  work: (item: T, limit_ms: number) => Promise<R>,
): Promise<(R | null)[]> {
  const results: (R | null)[] = items.map(() => null);
  const waiting = items.entries();
  const lane = async () => {
    for (const [at, item] of waiting) {
      results[at] = await withinBudget(budget, (limit_ms) => work(item, limit_ms));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return results;
}
