import "server-only";
import { listBulkRows, listUndoing } from "@/db/bulk/bulk-corrections";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { sealCursor } from "@/lib/fields/cursor";
import { cursorPage, openIdPosition, type PageLinks } from "@/lib/fields/cursor-page";
import type { Bulk } from "./bulk";
import { BULK_QUERY, type BulkQuery } from "./bulk-query";
import { bulkOf } from "./bulk-row";

export interface BulkPage {
  data: Bulk[];
  page: PageLinks;
}

/**
 * One page of bulk corrections, newest first; a page costs the same however deep it is. Throws 400 for a foreign
 * cursor, and 403.
 */
export async function listBulks(ctx: Context, query: BulkQuery): Promise<BulkPage> {
  const actor = authorize(ctx, "bulk.read");
  const binding = `bulk\0${actor.id}\0${BULK_QUERY.identity(query)}`;
  const before = openIdPosition(query.cursor, binding)?.id ?? null;
  const rows = await listBulkRows(ctx.db, { states: query.state, before, limit: query.limit + 1 });
  const { shown, page } = cursorPage({
    rows,
    limit: query.limit,
    position: null,
    cursorAt: ({ id }) => sealCursor({ id: String(id) }, binding),
  });
  const undoing = await listUndoing(
    ctx.db,
    shown.map((row) => String(row.id)),
  );
  const now = ctx.clock.now();
  return {
    data: shown.map((row) => bulkOf(row, now, undoing.get(String(row.id)) ?? null)),
    page,
  };
}
