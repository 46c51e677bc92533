import "server-only";
import type { AuditFilter, AuditRow } from "@/db/audit/audit-log";
import { type EntrySeal, readSeals } from "@/db/audit/audit-chain";
import type { Context } from "@/lib/context";
import { timeWriter } from "@/lib/csv/zoned-time";
import { resolveTime } from "@/lib/time/time-expression";
import type { AuditItem } from "./audit-item";
import type { AuditQuery } from "./audit-query";

const writeUtc = timeWriter("UTC");

/** The filters of a query with its times resolved to instants. Pure. */
export function auditFilter(ctx: Pick<Context, "clock" | "zone">, query: AuditQuery): AuditFilter {
  const at = (text: string | null) =>
    text === null ? undefined : (resolveTime(text, ctx.clock.now(), ctx.zone) ?? undefined);
  return {
    actions: query.action.length > 0 ? query.action : undefined,
    actor_id: query.actor_id ?? undefined,
    subject_type: query.subject_type ?? undefined,
    subject_id: query.subject_id ?? undefined,
    case_ref: query.case_ref ?? undefined,
    from: at(query.from),
    to: at(query.to),
  };
}

/** Stored entries as the API shows them, each with its place in the chain. */
export async function completeEntries(db: Context["db"], rows: readonly AuditRow[]): Promise<AuditItem[]> {
  const seals = await readSeals(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => itemOf(row, seals.get(row.id) ?? null));
}

function itemOf(row: AuditRow, seal: EntrySeal | null): AuditItem {
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
    seal,
  };
}

function recordOf(value: unknown): Record<string, unknown> | null {
  // Nothing that PassDesk writes: somebody has edited the entry, and whoever reads it must see so.
  if (typeof value === "string") return { unreadable: value };
  return typeof value === "object" && value !== null ? { ...value } : null;
}
