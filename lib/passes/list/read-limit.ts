import "server-only";
import { databaseFault } from "@/db/database-errors";
import { AppError } from "@/lib/errors";
import type { PassQuery } from "@/lib/passes/query/pass-query";
import { isServed } from "@/lib/passes/query/pass-sorts";

/* A page served by an index may wait for a cold disk; any other page gets the short limit. */
const SERVED_LIMIT_MS = 2500;
const OTHER_LIMIT_MS = 900;

/** Milliseconds that a read in the order of `query` may take. */
export function readLimitOf(query: PassQuery): number {
  return isServed(query) ? SERVED_LIMIT_MS : OTHER_LIMIT_MS;
}

/** Turns a timeout of a read that no index serves into 422 `too_broad`; answers any other error unchanged. */
export function asTooBroad(error: unknown, query: PassQuery): unknown {
  return databaseFault(error) === "too_slow" && !isServed(query) ? tooBroad(error) : error;
}

export function tooBroad(cause: unknown): AppError {
  return new AppError(
    "too_broad",
    "That is more than can be sorted in a second. Add a product, a rider or dates, or sort by Portal row.",
    { cause },
  );
}
