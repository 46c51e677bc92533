import "server-only";
import { databaseFault } from "@/db/database-errors";
import { createTurns } from "./waiting-line";

/* Beside the rows of the same page, which have the first claim on the database. */
const AT_ONCE = 4;
/* Of the pool's sixteen connections the rows of other people keep the rest, however many ask for counts. */
const turns = createTurns(6);
/* What cannot be had in this time is not worth sending a statement for. */
const LEAST_MS = 3;

export interface TimeBudget {
  /** Milliseconds that are left; never negative. */
  left_ms: () => number;
}

/** Time that is shared by several statements, from now on. */
export function startBudget(budget_ms: number): TimeBudget {
  const end = performance.now() + budget_ms;
  return { left_ms: () => Math.max(0, end - performance.now()) };
}

/**
 * What `work` answers within `limit_ms`, a whole number of milliseconds; null when the database needed longer, or when so
 * many others are at it that there was no time left.
 */
export async function withinBudget<R>(
  budget: TimeBudget,
  work: (limit_ms: number) => Promise<R>,
): Promise<R | null> {
  if (!(await turns.take(budget.left_ms()))) return null;
  try {
    const limit_ms = Math.floor(budget.left_ms());
    return limit_ms < LEAST_MS ? null : await work(limit_ms);
  } catch (error) {
    if (databaseFault(error) !== "too_slow") throw error;
    return null;
  } finally {
    turns.giveBack();
  }
}

/** `work` of each item in its order, four at a time, each with what is left of the budget; null for what was not done. */
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
