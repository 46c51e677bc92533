import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { listProducts } from "@/lib/passes/list-products";
import { type FilterView, passFilterViews } from "@/lib/passes/query/filter-views";
import type { PassQuery } from "@/lib/passes/query/pass-query";

/** The filters that selected the passes, with the products that name their values. */
export interface SelectedFilters {
  query: PassQuery;
  views: FilterView[];
}

/** The filters of `query`, with what names their values. Throws 401, 403 and 503. */
export async function readSelectedFilters(ctx: Context, query: PassQuery): Promise<SelectedFilters> {
  authorize(ctx, "pass.list");
  return { query, views: passFilterViews(await listProducts(ctx)) };
}
