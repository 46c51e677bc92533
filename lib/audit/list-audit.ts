import "server-only";
import { listAuditRows } from "@/db/audit/audit-log";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { sealCursor } from "@/lib/fields/cursor";
import {
  cursorPage,
  type IdPosition,
  keysetAt,
  openIdPosition,
  type PageLinks,
} from "@/lib/fields/cursor-page";
import type { AuditItem } from "./audit-item";
import { auditFilter, completeEntries } from "./audit-items";
import { AUDIT_QUERY, type AuditQuery } from "./audit-query";

export interface AuditPage {
  data: AuditItem[];
  page: PageLinks;
}

/**
 * One page of the audit log, newest first. Throws 400 for a cursor of another query or person, 403 without the right.
 */
export async function listAudit(ctx: Context, query: AuditQuery): Promise<AuditPage> {
  const actor = authorize(ctx, "audit.list");
  const binding = `audit\0${actor.id}\0${AUDIT_QUERY.identity(query)}`;
  const position = openIdPosition(query.cursor, binding) ?? startOf(query);
  const rows = await listAuditRows(ctx.db, auditFilter(ctx, query), keysetAt(position, query.limit));
  const { shown, page } = cursorPage({
    rows,
    limit: query.limit,
    position,
    cursorAt: ({ id }, backward) => sealCursor({ id, backward } satisfies IdPosition, binding),
  });
  return {
    data: await completeEntries(ctx.db, shown),
    page,
  };
}

/* Asking for an entry by its number gives the page that starts with it. */
function startOf({ entry }: AuditQuery): IdPosition | null {
  return entry === null ? null : { id: String(BigInt(entry) + 1n), backward: false };
}
