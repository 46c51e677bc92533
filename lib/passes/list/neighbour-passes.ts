import "server-only";
import { listPassRows } from "@/db/passes/passes";
import type { Comparison } from "@/db/query/conditions";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { invalidParameter } from "@/lib/errors";
import { requirePassRow } from "@/lib/passes/require-pass-row";
import { asTooBroad, readLimitOf } from "./read-limit";
import { keyOf } from "@/lib/passes/query/page-position";
import { PASS_PARAMETERS } from "@/lib/passes/query/pass-parameters";
import type { PassQuery } from "@/lib/passes/query/pass-query";
import { resolveConditions } from "@/lib/passes/query/resolve-conditions";

interface Neighbours {
  /** The pass before this one in the order of the list; null at its start. */
  prev: string | null;
  next: string | null;
  /** Whether the list contains the pass itself; a pass that has left it still has neighbors where it would be. */
  is_in_list: boolean;
}

/**
 * The passes before and after this one in the order of `query`, anywhere in the list: three reads of one row each.
 * Throws 404 for an unknown pass, 400 for a query with parameters of a page, and 422 `too_broad` like the list itself.
 */
export async function neighbourPasses(ctx: Context, passId: string, query: PassQuery): Promise<Neighbours> {
  authorize(ctx, "pass.list");
  refusePage(query);
  const [row, conditions] = await Promise.all([
    requirePassRow(ctx.db, passId),
    resolveConditions(ctx.db, query, { now: ctx.clock.now(), zone: ctx.zone }),
  ]);
  const limits = { limit_ms: readLimitOf(query) };
  const order = { column: query.sort.field, direction: query.sort.direction };
  const beside = (backward: boolean) =>
    listPassRows(ctx.db, { conditions, order, after: keyOf(row, query), backward, limit: 1 }, limits);
  const itself: Comparison = { column: "id", op: "any_of", values: [row.id] };
  const [before, after, found] = await Promise.all([
    beside(true),
    beside(false),
    listPassRows(
      ctx.db,
      {
        conditions: [...conditions, [[itself]]],
        order: { column: "id", direction: "asc" },
        after: null,
        backward: false,
        limit: 1,
      },
      limits,
    ),
  ]).catch((error: unknown) => {
    throw asTooBroad(error, query);
  });
  const idOf = ([found]: readonly { id: number }[]) => (found ? String(found.id) : null);
  return { prev: idOf(before), next: idOf(after), is_in_list: found.length > 0 };
}

/* Parameters of a page mean nothing here, and no parameter is ignored silently. */
function refusePage(query: PassQuery): void {
  for (const name of ["cursor", "limit", "count"] as const) {
    if (query[name] !== PASS_PARAMETERS[name].absent)
      throw invalidParameter(name, `${name} does not apply: neighbours are found in the whole list.`);
  }
}
