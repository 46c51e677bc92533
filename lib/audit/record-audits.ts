import "server-only";
import { findAuditIds, insertAudits } from "@/db/audit/audit-log";
import type { Transaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import type { AuditEntry } from "./audit-entry";
import { signedRow } from "@/lib/audit/chain/signed-row";

const MOST_ENTRIES = 500;

/**
 * Appends up to 500 signed entries in one statement of the caller's transaction and answers their ids, strings of
 * digits, by `op_id`. Throws if there is no actor to name, for more than 500 entries, if an `op_id` is already in the
 * log, and whatever the database throws; then none of the entries is written.
 * @unauthorized It records what others do.
 */
export async function recordAudits(
  trx: Transaction,
  ctx: Pick<Context, "actor" | "requestId">,
  entries: readonly (AuditEntry & { op_id: string })[],
): Promise<Map<string, string>> {
  if (entries.length > MOST_ENTRIES) throw new Error(`at most ${MOST_ENTRIES} audit entries at once`);
  await insertAudits(
    trx,
    entries.map((entry) => signedRow(ctx, entry)),
  );
  return findAuditIds(
    trx,
    entries.map((entry) => entry.op_id),
  );
}
