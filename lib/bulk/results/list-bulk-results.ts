import "server-only";
import { findBulk } from "@/db/bulk/bulk-corrections";
import { listItems } from "@/db/bulk/bulk-item-rows";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { sealCursor } from "@/lib/fields/cursor";
import { cursorPage, openIdPosition, type PageLinks } from "@/lib/fields/cursor-page";
import type { BulkItem } from "@/lib/bulk/bulk";
import { completeItems } from "./complete-items";
import { bulkNotFound, isBulkId } from "@/lib/bulk/bulk-id";
import type { BulkResultsQuery } from "./bulk-results-query";

export interface BulkResultsPage {
  data: BulkItem[];
  page: PageLinks;
}

/**
 * The passes of a bulk correction with the outcome of each, by pass id. Throws 400 for a foreign cursor, 403 and 404.
 */
export async function listBulkResults(
  ctx: Context,
  bulkId: string,
  query: BulkResultsQuery,
): Promise<BulkResultsPage> {
  const actor = authorize(ctx, "bulk.read");
  const bulk = isBulkId(bulkId) ? await findBulk(ctx.db, bulkId) : null;
  if (!bulk) throw bulkNotFound();
  const binding = `bulk results\0${actor.id}\0${bulkId}\0${query.outcome ?? ""}`;
  const after = Number(openIdPosition(query.cursor, binding)?.id ?? 0);
  const rows = await listItems(ctx.db, bulkId, { outcome: query.outcome, after, limit: query.limit + 1 });
  const { shown, page } = cursorPage({
    rows,
    limit: query.limit,
    position: null,
    cursorAt: (item) => sealCursor({ id: item.pass_id }, binding),
  });
  return {
    data: await completeItems(ctx.db, bulk, shown, { now: ctx.clock.now(), zone: ctx.zone }),
    page,
  };
}
