import type { NewAuditRow } from "@/db/audit-log";
import type { Actor, Context } from "../context";
import type { AuditEntry } from "./audit-entry";

/** An entry as the log stores it: the one place where entries are made. Throws when nobody can be named. */
export function auditRow(ctx: Pick<Context, "actor" | "requestId">, entry: AuditEntry): NewAuditRow {
  return {
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
    op_id: entry.op_id ?? null,
    mac: null,
  };
}

function actorColumns(actor: Actor | null, systemActor: string | undefined) {
  if (systemActor !== undefined) {
    return { actor_type: "system", actor_id: null, actor_name: systemActor, actor_role: null };
  }
  if (actor === null) throw new Error("an audit entry needs an actor or a system actor");
  return { actor_type: actor.type, actor_id: actor.id, actor_name: actor.name, actor_role: actor.role };
}
