import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { EXPORTS_QUERY } from "@/lib/exports/exports-query";
import { getExport } from "@/lib/exports/get-export";
import { listExports } from "@/lib/exports/list-exports";
import { listProducts } from "@/lib/passes/list-products";
import { passFilterViews } from "@/lib/passes/query/filter-views";
import { readExportDrawer } from "./read-export-drawer";
import { orNone, orRefused } from "./refused";

const OF_THE_LIST = ["show", "limit", "cursor"];

/** Everything the exports page shows, or why it is refused. Throws 401, 403 and 503. */
export async function readExportsPage(ctx: Context, search: URLSearchParams) {
  authorize(ctx, "export.list");
  return orRefused(async () => {
    const rest = new URLSearchParams(search);
    const openId = take(rest, "export");
    const wanted = { isNew: take(rest, "new") !== null, isSchedules: take(rest, "schedules") !== null };
    // The address of a new export also has the filters of a list.
    const own = wanted.isNew ? split(rest, OF_THE_LIST) : rest;
    const query = EXPORTS_QUERY.parse(own, { now: ctx.clock.now(), zone: ctx.zone });
    const [page, products] = await Promise.all([listExports(ctx, query), listProducts(ctx)]);
    const isThere = openId === null || page.data.some(({ id }) => id === openId);
    return {
      kind: "exports" as const,
      query,
      page,
      openId,
      // A link to a removed export leads to the list.
      linked: isThere ? null : await orNone(getExport(ctx, openId)),
      filterViews: passFilterViews(products),
      zone: ctx.shownZone,
      now: ctx.clock.now().toISOString(),
      drawer: await readExportDrawer(ctx, wanted, rest),
    };
  });
}

function take(search: URLSearchParams, name: string): string | null {
  const text = search.get(name);
  search.delete(name);
  return text;
}

/* Moves the named parameters out of `search`. */
function split(search: URLSearchParams, names: readonly string[]): URLSearchParams {
  const moved = new URLSearchParams([...search].filter(([name]) => names.includes(name)));
  for (const name of names) search.delete(name);
  return moved;
}
