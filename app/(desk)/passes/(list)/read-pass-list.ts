import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { readViews } from "@/app/(desk)/read-views";
import type { PassListProps } from "@/components/passes/list/pass-list";
import type { RefusedListProps } from "@/components/passes/list/refused-list";
import type { CountOutcome } from "@/components/passes/query/count-outcome";
import { DENSITY_COOKIE, parseDensity } from "@/components/passes/list/density";
import { isAllowed } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { countPasses } from "@/lib/passes/list/count-passes";
import { passFilterViews } from "@/lib/passes/query/filter-views";
import { COLUMN_VIEWS, parseListColumns } from "@/lib/passes/list/list-columns";
import { listPasses } from "@/lib/passes/list/list-passes";
import { listProducts } from "@/lib/passes/list-products";
import { type PassQuery, parsePassQuery } from "@/lib/passes/query/pass-query";
import { chooseListView, viewAddress, viewToOpen } from "@/lib/views/choose-list-view";
import { openView } from "@/lib/views/open-view";

type PassListState = ({ kind: "list" } & PassListProps) | ({ kind: "refused" } & RefusedListProps);

/** Everything the list shows, or why there is none. What is not a refusal (a database that is away) is thrown. */
export async function readPassList(ctx: Context, search: URLSearchParams): Promise<PassListState> {
  const now = ctx.clock.now();
  try {
    const saved = await readViews(ctx);
    await openNamedView(ctx, saved, search);
    const address = new URLSearchParams(search);
    const columns = parseListColumns(search.get("columns"));
    // `view` names a saved view; its filters are in the address beside it.
    for (const name of ["columns", "view"]) search.delete(name);
    const query = parsePassQuery(search, { now, zone: ctx.zone });
    const count = countOutcome(ctx, query);
    const [rows, products, jar] = await Promise.all([readRows(ctx, query), listProducts(ctx), cookies()]);
    return {
      kind: "list",
      query,
      columns,
      views: chooseListView(saved, address, { now, zone: ctx.zone, products }),
      rows,
      count,
      columnViews: COLUMN_VIEWS,
      filterViews: passFilterViews(products),
      now: now.toISOString(),
      zone: ctx.shownZone,
      density: parseDensity(jar.get(DENSITY_COOKIE)?.value),
      can: {
        export: isAllowed(ctx, "pass.export"),
        share: isAllowed(ctx, "view.share"),
        correct: isAllowed(ctx, "bulk.plan"),
        restore: isAllowed(ctx, "pass.restore"),
      },
    };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return { kind: "refused", code: error.code, message: error.message };
  }
}

/* The address is the whole state: a view that is only named leads to its filters. */
async function openNamedView(
  ctx: Context,
  saved: Awaited<ReturnType<typeof readViews>>,
  address: URLSearchParams,
): Promise<void> {
  const named = viewToOpen(saved, address);
  if (!named) return;
  const products = await listProducts(ctx);
  const opened = openView(named, {
    now: ctx.clock.now(),
    zone: ctx.zone,
    products: products.length > 0 ? products : null,
  });
  const whole = viewAddress({ ...opened, id: named.id });
  if (whole !== address.toString()) redirect(`/passes?${whole}`);
}

async function readRows(ctx: Context, query: PassQuery): Promise<PassListProps["rows"]> {
  try {
    const { data, page } = await listPasses(ctx, query);
    return { kind: "rows", passes: data, page };
  } catch (error) {
    if (error instanceof AppError && error.code === "too_broad")
      return { kind: "too_broad", message: error.message };
    throw error;
  }
}

/* Not awaited: rows come before the count, and a count that fails takes no rows away. */
async function countOutcome(ctx: Context, query: PassQuery): Promise<CountOutcome> {
  try {
    const count = await countPasses(ctx, query);
    return count === null ? { kind: "none" } : { kind: "counted", ...count };
  } catch (error) {
    ctx.log.warn({ err: error, event: "count_failed" }, "the count of a list failed");
    return { kind: "failed" };
  }
}
