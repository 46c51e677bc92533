import "server-only";
import { findAuditIds, insertAudits } from "@/db/audit-log";
import type { Transaction } from "@/db/transaction";
import type { Context } from "../context";
import type { AuditEntry } from "./audit-entry";
import { auditRow } from "./audit-row";

/**
 * Appends at most 500 entries in one statement in the caller's transaction and answers their ids, strings of digits, by
 * `op_id`. Throws when nobody can be named or an `op_id` is in the log already, and whatever the database throws: then
 * none of them is there.
 */
export async function recordAudits(
  trx: Transaction,
  ctx: Pick<Context, "actor" | "requestId">,
  entries: readonly (AuditEntry & { op_id: string })[],
): Promise<Map<string, string>> {
  await insertAudits(
    trx,
    entries.map((entry) => auditRow(ctx, entry)),
  );
  return findAuditIds(
    trx,
    entries.map((entry) => entry.op_id),
  );
}
