import "server-only";
import { findBulk } from "@/db/bulk/bulk-corrections";
import { listItems } from "@/db/bulk/bulk-item-rows";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { openCursor, sealCursor } from "@/lib/fields/cursor";
import type { BulkItem } from "@/lib/bulk/bulk";
import { completeItems } from "./complete-items";
import { bulkNotFound, isBulkId } from "@/lib/bulk/get-bulk";
import type { BulkResultsQuery } from "./bulk-results-query";

export interface BulkResultsPage {
  data: BulkItem[];
  page: { next: string | null; prev: null; limit: number };
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
  const row = isBulkId(bulkId) ? await findBulk(ctx.db, bulkId) : null;
  if (!row) throw bulkNotFound();
  const binding = `bulk results\0${actor.id}\0${bulkId}\0${query.outcome ?? ""}`;
  const after = query.cursor === null ? 0 : (openCursor(query.cursor, binding) as { id: number }).id;
  const items = await listItems(ctx.db, bulkId, { outcome: query.outcome, after, limit: query.limit + 1 });
  const shown = items.slice(0, query.limit);
  const last = items.length > query.limit ? shown.at(-1) : undefined;
  return {
    data: await completeItems(ctx.db, row, shown, { now: ctx.clock.now(), zone: ctx.zone }),
    page: { next: last ? sealCursor({ id: last.pass_id }, binding) : null, prev: null, limit: query.limit },
  };
}
