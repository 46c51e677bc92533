import "server-only";
import { countPassRows } from "@/db/passes";
import { authorize } from "../auth/authorize";
import type { Context } from "../context";
import { boundedCount, type PassCount } from "./bounded-count";
import { type Facet, facetOptions, type Facets } from "./facet";
import { conditionsWith, profileFacets } from "./facet-counts";
import type { FacetQuery } from "./facet-query";
import { passFilterViews } from "./filter-views";
import { listProducts } from "./list-products";
import { passConditions } from "./pass-conditions";
import { parsePassQuery } from "./pass-query";
import { resolveConditions } from "./resolve-conditions";
import { eachWithinBudget, startBudget, type TimeBudget, withinBudget } from "./time-budget";

interface FacetLimits {
  /** Milliseconds for all counts together. */
  budget_ms?: number;
  /** Up to so many matching rows are read once; more are counted value by value. */
  most_profiled?: number;
}

const BUDGET_MS = 140;
const MOST_PROFILED = 10_000;
/* Finding out whether the matches are few must leave time to count them. */
const PROBE_MS = 40;

/**
 * How many passes each value of the facets has under the filters of the query, its own filter included: exact up to 10,000
 * and then "at least". Every value that is offered is there, zeros too; null is what 140 ms did not suffice for. Throws 403
 * and whatever the database throws.
 */
export async function facetPasses(
  ctx: Context,
  { query, facets }: FacetQuery,
  limits: FacetLimits = {},
): Promise<Facets> {
  authorize(ctx, "pass.list");
  const { budget_ms = BUDGET_MS, most_profiled = MOST_PROFILED } = limits;
  const budget = startBudget(budget_ms);
  const at = { now: ctx.clock.now(), zone: ctx.zone };
  const views = passFilterViews(facets.includes("product_uuid") ? await listProducts(ctx) : []);
  const wanted = facets.flatMap((facet) =>
    facetOptions(facet, views).map(({ value, label }) => ({ facet, value, label })),
  );
  const nothing = parsePassQuery(new URLSearchParams(), at);
  const searched = query.q === null ? [] : await resolveConditions(ctx.db, { ...nothing, q: query.q }, at);
  const base = [...passConditions(query, at), ...searched];
  const few = await areFew(ctx, base, budget, most_profiled);
  const counted = few
    ? await withinBudget(budget, (limit_ms) => profileFacets(ctx.db, base, facets, at, limit_ms))
    : null;
  const counts: (PassCount | null)[] = counted
    ? wanted.map(({ facet, value }) => counted(facet, value))
    : await eachWithinBudget(budget, wanted, async ({ facet, value }, limit_ms) => {
        const conditions = conditionsWith(query, facet, value, at);
        if (conditions === null) return { value: 0, relation: "eq" as const };
        return boundedCount(ctx.db, [...conditions, ...searched], limit_ms);
      });
  return gathered(facets, wanted, counts);
}

async function areFew(
  ctx: Context,
  base: Parameters<typeof countPassRows>[1],
  budget: TimeBudget,
  most: number,
): Promise<boolean> {
  if (base.length === 0) return false;
  const rows = await withinBudget(budget, (limit_ms) =>
    countPassRows(ctx.db, base, most + 1, { limit_ms: Math.min(limit_ms, PROBE_MS) }),
  );
  return rows !== null && rows <= most;
}

function gathered(
  facets: readonly Facet[],
  wanted: readonly { facet: Facet; value: string; label: string }[],
  counts: readonly (PassCount | null)[],
): Facets {
  const values = wanted.map((each, at) => ({ ...each, count: counts[at] ?? null }));
  return Object.fromEntries(
    facets.map((facet) => [
      facet,
      values
        .filter((each) => each.facet === facet)
        .map(({ value, label, count }) => ({ value, label, count })),
    ]),
  );
}
