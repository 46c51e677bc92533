import "server-only";
import { authorize, isAllowed } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { listProducts } from "@/lib/passes/list-products";
import { countPasses } from "@/lib/passes/list/count-passes";
import { COLUMN_VIEWS, parseListColumns } from "@/lib/passes/list/list-columns";
import { listPasses } from "@/lib/passes/list/list-passes";
import { passFilterViews } from "@/lib/passes/query/filter-views";
import { type PassQuery, parsePassQuery } from "@/lib/passes/query/pass-query";
import { chooseListView, viewAddress, viewToOpen } from "@/lib/views/choose-list-view";
import { openView } from "@/lib/views/open-view";
import type { View } from "@/lib/views/view";
import { readViews } from "./read-once";
import { orRefused } from "./refused";

/**
 * Everything the list of passes shows, why it is refused, or the full address of a view that is named without its
 * filters. The count is not awaited: rows come first, and a failed count does not fail the page. Throws 401, 403 and
 * 503.
 */
export async function readPassList(ctx: Context, search: URLSearchParams) {
  authorize(ctx, "pass.list");
  return orRefused(async () => {
    const now = ctx.clock.now();
    const saved = await readViews(ctx);
    const to = await addressOfNamedView(ctx, saved, search);
    if (to !== null) return { kind: "moved" as const, to };
    const address = new URLSearchParams(search);
    const columns = parseListColumns(search.get("columns"));
    // `view` names a saved view; its filters are also in the address.
    for (const name of ["columns", "view"]) search.delete(name);
    const query = parsePassQuery(search, { now, zone: ctx.zone });
    const count = countOutcome(ctx, query);
    const [rows, products] = await Promise.all([readRows(ctx, query), listProducts(ctx)]);
    return {
      kind: "list" as const,
      query,
      columns,
      views: chooseListView(saved, address, { now, zone: ctx.zone, products }),
      rows,
      count,
      columnViews: COLUMN_VIEWS,
      filterViews: passFilterViews(products),
      now: now.toISOString(),
      zone: ctx.shownZone,
      can: {
        export: isAllowed(ctx, "pass.export"),
        share: isAllowed(ctx, "view.share"),
        correct: isAllowed(ctx, "bulk.plan"),
        restore: isAllowed(ctx, "pass.restore"),
      },
    };
  });
}

/* The address holds all state, so a view named without filters leads to the address with its filters. */
async function addressOfNamedView(ctx: Context, saved: readonly View[], address: URLSearchParams) {
  const named = viewToOpen(saved, address);
  if (!named) return null;
  const products = await listProducts(ctx);
  const opened = openView(named, {
    now: ctx.clock.now(),
    zone: ctx.zone,
    products: products.length > 0 ? products : null,
  });
  const whole = viewAddress({ ...opened, id: named.id });
  return whole === address.toString() ? null : `/passes?${whole}`;
}

async function readRows(ctx: Context, query: PassQuery) {
  try {
    const { data, page } = await listPasses(ctx, query);
    return { kind: "rows" as const, passes: data, page };
  } catch (error) {
    if (error instanceof AppError && error.code === "too_broad")
      return { kind: "too_broad" as const, message: error.message };
    throw error;
  }
}

async function countOutcome(ctx: Context, query: PassQuery) {
  try {
    const count = await countPasses(ctx, query);
    return count === null ? { kind: "none" as const } : { kind: "counted" as const, ...count };
  } catch (error) {
    ctx.log.warn({ err: error, event: "count_failed" }, "the count of a list failed");
    return { kind: "failed" as const };
  }
}
