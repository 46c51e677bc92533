import "server-only";
import { databaseFault } from "@/db/database-errors";
import { countPassRows } from "@/db/passes/passes";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { boundedCount, type PassCount } from "./bounded-count";
import type { PassQuery } from "@/lib/passes/query/pass-query";
import { resolveConditions } from "@/lib/passes/query/resolve-conditions";

const BOUNDED_LIMIT_MS = 900;
const EXACT_LIMIT_MS = 25_000;

/**
 * How many passes match: exact up to 10,000 and then "at least", or exact however large (within 25 s). A bounded count
 * that takes over a second answers "at least 0", which is true.
 */
export async function countPasses(ctx: Context, query: PassQuery): Promise<PassCount | null> {
  authorize(ctx, "pass.list");
  if (query.count === "none") return null;
  const conditions = await resolveConditions(ctx.db, query, { now: ctx.clock.now(), zone: ctx.zone });
  if (query.count === "exact") {
    return {
      value: await countPassRows(ctx.exportDb, conditions, null, { limit_ms: EXACT_LIMIT_MS }),
      relation: "eq",
    };
  }
  try {
    return await boundedCount(ctx.db, conditions, BOUNDED_LIMIT_MS);
  } catch (error) {
    if (databaseFault(error) !== "too_slow") throw error;
    return { value: 0, relation: "gte" };
  }
}
