import "server-only";
import { type AuditRow, listAuditRows } from "@/db/audit/audit-log";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { openCursor, sealCursor } from "@/lib/fields/cursor";
import type { AuditItem } from "./audit-item";
import { auditFilter, completeEntries } from "./audit-items";
import { AUDIT_QUERY, type AuditQuery } from "./audit-query";

export interface AuditPage {
  data: AuditItem[];
  page: { next: string | null; prev: string | null; limit: number };
}

interface Position {
  id: string;
  backward: boolean;
}

/**
 * One page of the audit log, newest first. Throws 400 for a cursor of another query or person, 403 without the right.
 */
export async function listAudit(ctx: Context, query: AuditQuery): Promise<AuditPage> {
  const actor = authorize(ctx, "audit.list");
  const binding = `audit\0${actor.id}\0${AUDIT_QUERY.identity(query)}`;
  const position = query.cursor === null ? startOf(query) : (openCursor(query.cursor, binding) as Position);
  const backward = position?.backward ?? false;
  const after = position?.id ?? null;
  const rows = await listAuditRows(ctx.db, auditFilter(ctx, query), {
    after,
    backward,
    limit: query.limit + 1,
  });
  const hasMore = rows.length > query.limit;
  const shown = rows.slice(0, query.limit);
  if (backward) shown.reverse();
  const cursorAt = (row: AuditRow | undefined, towardsPrev: boolean) =>
    row ? sealCursor({ id: row.id, backward: towardsPrev } satisfies Position, binding) : null;
  return {
    data: await completeEntries(ctx.db, shown),
    page: {
      next: backward || hasMore ? cursorAt(shown.at(-1), false) : null,
      prev: (backward ? hasMore : position !== null) ? cursorAt(shown[0], true) : null,
      limit: query.limit,
    },
  };
}

/* Asking for an entry by its number gives the page that starts with it. */
function startOf({ entry }: AuditQuery): Position | null {
  return entry === null ? null : { id: String(BigInt(entry) + 1n), backward: false };
}
