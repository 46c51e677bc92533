import "server-only";
import { databaseFault } from "@/db/database-errors";
import { listPassRows, type PassRow } from "@/db/passes/passes";
import type { Keyset } from "@/db/query/conditions";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { cursorPage, type PageLinks } from "@/lib/fields/cursor-page";
import { completePasses } from "@/lib/passes/complete-passes";
import { openPosition, sealPosition } from "@/lib/passes/query/page-position";
import type { Pass } from "@/lib/passes/pass";
import type { PassQuery } from "@/lib/passes/query/pass-query";
import { isServed } from "@/lib/passes/query/pass-sorts";
import { resolveConditions } from "@/lib/passes/query/resolve-conditions";

export interface PassPage {
  data: Pass[];
  page: PageLinks;
}

/* A page served by an index may wait for a cold disk; any other page gets the short limit. */
const SERVED_LIMIT_MS = 2500;
const OTHER_LIMIT_MS = 900;

/** Milliseconds that a read in the order of `query` may take. */
export function readLimitOf(query: PassQuery): number {
  return isServed(query) ? SERVED_LIMIT_MS : OTHER_LIMIT_MS;
}

/**
 * One page of passes under `query`; a deep page costs no more than the first. Throws 400 for a cursor of another query
 * or person, and 422 `too_broad` if no index serves filter and sort together within a second.
 */
export async function listPasses(ctx: Context, query: PassQuery): Promise<PassPage> {
  const actor = authorize(ctx, "pass.list");
  const now = ctx.clock.now();
  const position = openPosition(query, actor.id);
  const conditions = await resolveConditions(ctx.db, query, { now, zone: ctx.zone });
  const rows = await listPassRows(
    ctx.db,
    {
      conditions,
      order: { column: query.sort.field, direction: query.sort.direction },
      after: position?.key ?? null,
      backward: position?.backward ?? false,
      limit: query.limit + 1,
    },
    { limit_ms: readLimitOf(query) },
  ).catch((error: unknown) => {
    throw asTooBroad(error, query);
  });
  const { shown, page } = cursorPage({
    rows,
    limit: query.limit,
    position,
    cursorAt: (row, backward) => sealPosition({ key: keyOf(row, query), backward }, query, actor.id),
  });
  return {
    data: await completePasses(ctx.db, shown, now),
    page,
  };
}

/** The position of `row` in the order of `query`. */
export function keyOf(row: PassRow, query: PassQuery): Keyset {
  return { value: row[query.sort.field], id: row.id };
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
