import "server-only";
import { listBulkRows, listUndoing } from "@/db/bulk/bulk-corrections";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { openCursor, sealCursor } from "@/lib/fields/cursor";
import type { Bulk } from "./bulk";
import { BULK_QUERY, type BulkQuery } from "./bulk-query";
import { bulkOf } from "./bulk-row";

export interface BulkPage {
  data: Bulk[];
  page: { next: string | null; prev: null; limit: number };
}

/**
 * One page of bulk corrections, newest first; a page costs the same however deep it is. Throws 400 for a foreign
 * cursor, and 403.
 */
export async function listBulks(ctx: Context, query: BulkQuery): Promise<BulkPage> {
  const actor = authorize(ctx, "bulk.read");
  const binding = `bulk\0${actor.id}\0${BULK_QUERY.identity(query)}`;
  const before = query.cursor === null ? null : (openCursor(query.cursor, binding) as { id: string }).id;
  const rows = await listBulkRows(ctx.db, { states: query.state, before, limit: query.limit + 1 });
  const shown = rows.slice(0, query.limit);
  const undoing = await listUndoing(
    ctx.db,
    shown.map((row) => String(row.id)),
  );
  const last = rows.length > query.limit ? shown.at(-1) : undefined;
  const now = ctx.clock.now();
  return {
    data: shown.map((row) => bulkOf(row, now, undoing.get(String(row.id)) ?? null)),
    page: {
      next: last ? sealCursor({ id: String(last.id) }, binding) : null,
      prev: null,
      limit: query.limit,
    },
  };
}
