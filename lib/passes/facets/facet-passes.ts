import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { boundedCount, type PassCount } from "@/lib/passes/list/bounded-count";
import { type Facet, facetOptions, type Facets } from "./facet";
import { conditionsWith, profileFacets } from "./facet-counts";
import type { FacetQuery } from "./facet-query";
import { passFilterViews } from "@/lib/passes/query/filter-views";
import { listProducts } from "@/lib/passes/list-products";
import { passConditions } from "@/lib/passes/query/pass-conditions";
import { parsePassQuery } from "@/lib/passes/query/pass-query";
import { resolveConditions } from "@/lib/passes/query/resolve-conditions";
import { eachWithinBudget, startBudget, withinBudget } from "@/lib/limits/time-budget";

interface FacetLimits {
  /** Milliseconds for all counts together. */
  budget_ms?: number;
  /** The most matching rows to read in one go; if there are more, each value is counted by itself. */
  most_profiled?: number;
}

const BUDGET_MS = 125;
const MOST_PROFILED = 10_000;
/* Leaves time to count value by value if one read does not suffice. */
const PROFILE_MS = 90;

/**
 * How many passes each value of the facets has under the query's filters, the facet's own filter included. Exact up to
 * 10,000, "at least" beyond that or if 125 ms did not suffice. Every offered value is present, zeros too; null means
 * unknown. Throws 403 and whatever the database throws.
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
  // Without a filter the first rows say little, and every value has an index of its own.
  const canProfile = base.length > 0 && most_profiled > 0;
  const profile = canProfile
    ? await withinBudget(budget, (limit_ms) =>
        profileFacets(ctx.db, base, facets, at, {
          most: most_profiled,
          limit_ms: Math.min(limit_ms, PROFILE_MS),
        }),
      )
    : null;
  const known = wanted.map(({ facet, value }) => profile?.count(facet, value) ?? null);
  if (profile?.is_whole) return gathered(facets, wanted, known);
  const counted = await eachWithinBudget(budget, wanted, async ({ facet, value }, limit_ms) => {
    const conditions = conditionsWith(query, facet, value, at);
    if (conditions === null) return { value: 0, relation: "eq" as const };
    return boundedCount(ctx.db, [...conditions, ...searched], limit_ms);
  });
  const counts = counted.map((count, index) => count ?? known[index] ?? null);
  return gathered(facets, wanted, counts);
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
