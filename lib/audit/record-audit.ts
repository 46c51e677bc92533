import "server-only";
import { insertAudit } from "@/db/audit/audit-log";
import type { Database } from "@/db/connection";
import type { Transaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import type { AuditEntry } from "./audit-entry";
import { signedRow } from "@/lib/audit/chain/signed-row";

/**
 * Appends one signed entry to the audit log in the caller's transaction and answers its id, a string of digits. The
 * actor's current name and role are copied into it. Never waits for another editor. Throws if there is no actor to
 * name, so that no act goes unsigned, and whatever the database throws: an act without its entry must not be committed.
 * @unauthorized It records what others do, refusals included.
 */
export async function recordAudit(
  trx: Transaction | Database,
  ctx: Pick<Context, "actor" | "requestId">,
  entry: AuditEntry,
): Promise<string> {
  return insertAudit(trx, signedRow(ctx, entry));
}
