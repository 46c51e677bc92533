import "server-only";
import { randomBytes } from "node:crypto";
import type { NewAuditRow } from "@/db/audit/audit-log";
import type { Actor, Context } from "@/lib/context";
import type { AuditEntry } from "@/lib/audit/audit-entry";
import { auditKeys } from "./audit-keys";
import { entryText } from "./entry-text";

/**
 * An entry as it is stored: signed, and with an operation of its own, so that no copy of it can be inserted.
 * @unauthorized The entry says who did the act; the verb authorized them.
 */
export function signedRow(ctx: Pick<Context, "actor" | "requestId">, entry: AuditEntry): NewAuditRow {
  const row = {
    action: entry.action,
    ...actorColumns(ctx.actor, entry.system_actor),
    subject_type: entry.subject?.type ?? null,
    subject_id: entry.subject?.id ?? null,
    before_values: entry.before ?? null,
    after_values: entry.after ?? null,
    reason_code: entry.reason?.code ?? null,
    reason_note: entry.reason?.note ?? null,
    case_ref: entry.reason?.case_ref ?? null,
    data: entry.data ?? null,
    request_id: ctx.requestId,
    op_id: entry.op_id ?? freshOperation(),
  };
  const [sign] = auditKeys();
  return { ...row, mac: sign("entry", entryText(row)) };
}

/* Time first, so that entries close in time are close in the index. */
function freshOperation(): string {
  return `${Date.now().toString(36)}-${randomBytes(15).toString("base64url")}`;
}

function actorColumns(actor: Actor | null, systemActor: string | undefined) {
  if (systemActor !== undefined) {
    return { actor_type: "system", actor_id: null, actor_name: systemActor, actor_role: null };
  }
  if (actor === null) throw new Error("an audit entry needs an actor or a system actor");
  return { actor_type: actor.type, actor_id: actor.id, actor_name: actor.name, actor_role: actor.role };
}
