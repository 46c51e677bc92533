import "server-only";
import { listViewRows } from "@/db/views/views";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { boundedCount, type PassCount } from "@/lib/passes/list/bounded-count";
import { resolveConditions } from "@/lib/passes/query/resolve-conditions";
import { eachWithinBudget, startBudget } from "@/lib/limits/time-budget";
import { BUILT_IN_VIEWS, builtInId } from "./built-in-views";
import { openView } from "./open-view";

/** Counts by view id; built-in views have ids `built_in:…`. */
export type ViewCounts = Record<string, PassCount | null>;

const BUDGET_MS = 140;

/**
 * How many passes each view of the actor has, exact up to 10,000 and then "at least"; null for one not counted within
 * 140 ms for all. "All" is not counted. Throws 403 and whatever the database throws.
 */
export async function countViews(ctx: Context, budget_ms: number = BUDGET_MS): Promise<ViewCounts> {
  const actor = authorize(ctx, "pass.list");
  const budget = startBudget(budget_ms);
  const at = { now: ctx.clock.now(), zone: ctx.zone };
  const saved = await listViewRows(ctx.db, Number(actor.id));
  const views = [
    ...BUILT_IN_VIEWS.filter(({ search }) => search !== "").map((view) => ({
      id: builtInId(view),
      search: view.search,
    })),
    ...saved.map(({ id, search }) => ({ id: String(id), search })),
  ];
  const counts = await eachWithinBudget(budget, views, async ({ search }, limit_ms) => {
    const { query } = openView({ search, columns: null }, { ...at, products: null });
    return boundedCount(ctx.db, await resolveConditions(ctx.db, query, at), limit_ms);
  });
  return Object.fromEntries(views.map(({ id }, index) => [id, counts[index] ?? null]));
}
