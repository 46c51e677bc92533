import "server-only";
import { listPassRows } from "@/db/passes/passes";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { cursorPage, type PageLinks } from "@/lib/fields/cursor-page";
import { completePasses } from "@/lib/passes/complete-passes";
import { keyOf, openPosition, sealPosition } from "@/lib/passes/query/page-position";
import type { Pass } from "@/lib/passes/pass";
import type { PassQuery } from "@/lib/passes/query/pass-query";
import { resolveConditions } from "@/lib/passes/query/resolve-conditions";
import { asTooBroad, readLimitOf } from "./read-limit";

export interface PassPage {
  data: Pass[];
  page: PageLinks;
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
