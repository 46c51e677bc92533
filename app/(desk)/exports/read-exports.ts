import { readDrawer } from "./read-drawer";
import type { ExportsPageProps } from "@/components/exports/exports-page";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import type { ExportDetail } from "@/lib/exports/export";
import { parseExportsQuery } from "@/lib/exports/exports-query";
import { getExport } from "@/lib/exports/get-export";
import { listExports } from "@/lib/exports/list-exports";
import { passFilterViews } from "@/lib/passes/query/filter-views";
import { listProducts } from "@/lib/passes/list-products";

type ExportsState =
  ({ kind: "exports" } & ExportsPageProps) | { kind: "refused"; isForbidden: boolean; message: string };

const OF_THE_LIST = ["show", "limit", "cursor"];

/** Everything the exports page shows, or why there is nothing. What is not a refusal is thrown. */
export async function readExports(ctx: Context, search: URLSearchParams): Promise<ExportsState> {
  try {
    const rest = new URLSearchParams(search);
    const openId = take(rest, "export");
    const wanted = { isNew: take(rest, "new") !== null, isSchedules: take(rest, "schedules") !== null };
    // Beside a new export stand the filters of a list.
    const own = wanted.isNew ? split(rest, OF_THE_LIST) : rest;
    const query = parseExportsQuery(own);
    const [page, products] = await Promise.all([listExports(ctx, query), listProducts(ctx)]);
    const isThere = openId === null || page.data.some(({ id }) => id === openId);
    return {
      kind: "exports",
      query,
      page,
      openId,
      linked: isThere ? null : await findLinked(ctx, openId),
      filterViews: passFilterViews(products),
      zone: ctx.shownZone,
      now: ctx.clock.now().toISOString(),
      drawer: await readDrawer(ctx, wanted, rest),
    };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return { kind: "refused", isForbidden: error.code === "forbidden", message: error.message };
  }
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

/* A link to an export that is gone leads to the list. */
async function findLinked(ctx: Context, id: string): Promise<ExportDetail | null> {
  try {
    return await getExport(ctx, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
