import "server-only";
import { insertAudit } from "@/db/audit-log";
import type { Database } from "@/db/connection";
import type { Transaction } from "@/db/transaction";
import type { Actor, Context } from "../context";
import type { AuditEntry } from "./audit-entry";

/**
 * Appends one entry to the audit log in the caller's transaction and answers its id, a string of digits. The actor's
 * name and role are copied as they are now. Throws when nobody can be named, so that no act goes unsigned, and
 * whatever the database throws: an act without its entry must not be committed.
 */
export async function recordAudit(
  trx: Transaction | Database,
  ctx: Pick<Context, "actor" | "requestId">,
  entry: AuditEntry,
): Promise<string> {
  return insertAudit(trx, {
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
  });
}

function actorColumns(actor: Actor | null, systemActor: string | undefined) {
  if (systemActor !== undefined) {
    return { actor_type: "system", actor_id: null, actor_name: systemActor, actor_role: null };
  }
  if (actor === null) throw new Error("an audit entry needs an actor or a system actor");
  return { actor_type: actor.type, actor_id: actor.id, actor_name: actor.name, actor_role: actor.role };
}
