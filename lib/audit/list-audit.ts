import "server-only";
import { type AuditFilter, type AuditRow, listAuditRows } from "@/db/audit-log";
import { authorize } from "../auth/authorize";
import type { Context } from "../context";
import { timeWriter } from "../csv/zoned-time";
import { openCursor, sealCursor } from "../fields/cursor";
import { resolveTime } from "../fields/time-expression";
import type { AuditItem } from "./audit-item";
import { type AuditQuery, auditQueryToSearch } from "./audit-query";

export interface AuditPage {
  data: AuditItem[];
  page: { next: string | null; prev: string | null; limit: number };
}

const writeUtc = timeWriter("UTC");

interface Position {
  id: string;
  backward: boolean;
}

/** One page of the audit log, newest first. Throws 400 for a cursor of another query or person, 403 without the right. */
export async function listAudit(ctx: Context, query: AuditQuery): Promise<AuditPage> {
  const actor = authorize(ctx, "audit.list");
  const identity = auditQueryToSearch({ ...query, limit: 50, cursor: null }).toString();
  const binding = `audit\0${actor.id}\0${identity}`;
  const position = query.cursor === null ? null : (openCursor(query.cursor, binding) as Position);
  const backward = position?.backward ?? false;
  const after = position?.id ?? null;
  const rows = await listAuditRows(ctx.db, filterOf(ctx, query), { after, backward, limit: query.limit + 1 });
  const hasMore = rows.length > query.limit;
  const shown = rows.slice(0, query.limit);
  if (backward) shown.reverse();
  const cursorAt = (row: AuditRow | undefined, towardsPrev: boolean) =>
    row ? sealCursor({ id: row.id, backward: towardsPrev } satisfies Position, binding) : null;
  return {
    data: shown.map(itemOf),
    page: {
      next: backward || hasMore ? cursorAt(shown.at(-1), false) : null,
      prev: (backward ? hasMore : position !== null) ? cursorAt(shown[0], true) : null,
      limit: query.limit,
    },
  };
}

function filterOf(ctx: Context, query: AuditQuery): AuditFilter {
  const at = (text: string | null) =>
    text === null ? undefined : (resolveTime(text, ctx.clock.now(), ctx.zone) ?? undefined);
  return {
    actions: query.actions.length > 0 ? query.actions : undefined,
    actor_id: query.actor_id ?? undefined,
    subject_type: query.subject_type ?? undefined,
    subject_id: query.subject_id ?? undefined,
    from: at(query.from),
    to: at(query.to),
  };
}

function itemOf(row: AuditRow): AuditItem {
  return {
    id: row.id,
    action: row.action,
    actor: { type: row.actor_type, id: row.actor_id, name: row.actor_name, role: row.actor_role },
    subject:
      row.subject_type === null || row.subject_id === null
        ? null
        : { type: row.subject_type, id: row.subject_id },
    before: recordOf(row.before_values),
    after: recordOf(row.after_values),
    reason:
      row.reason_code === null
        ? null
        : { code: row.reason_code, note: row.reason_note ?? "", case_ref: row.case_ref },
    data: recordOf(row.data),
    request_id: row.request_id,
    created_on: writeUtc(row.created_on),
  };
}

function recordOf(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null ? { ...value } : null;
}
