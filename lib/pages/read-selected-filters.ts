import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { listProducts } from "@/lib/passes/list-products";
import { type FilterView, passFilterViews } from "@/lib/passes/query/filter-views";
import type { PassQuery } from "@/lib/passes/query/pass-query";

/** The filters passes were selected by, with what it takes to name them. */
export interface SelectedFilters {
  query: PassQuery;
  views: FilterView[];
}

/** Throws 401, 403 and 503. */
export async function readSelectedFilters(ctx: Context, query: PassQuery): Promise<SelectedFilters> {
  authorize(ctx, "pass.list");
  return { query, views: passFilterViews(await listProducts(ctx)) };
}
