import "server-only";
import { insertAudits } from "@/db/audit-log";
import type { Transaction } from "@/db/transaction";
import type { Context } from "../context";
import type { AuditEntry } from "./audit-entry";
import { signedRow } from "./signed-row";

const MOST_ENTRIES = 500;

/**
 * Appends up to 500 signed entries in one statement of the caller's transaction and answers their ids in the order of
 * `entries`. As with `recordAudit`, what it throws must end the transaction; it throws for more entries than 500 too.
 */
export async function recordAudits(
  trx: Transaction,
  ctx: Pick<Context, "actor" | "requestId">,
  entries: readonly AuditEntry[],
): Promise<string[]> {
  if (entries.length > MOST_ENTRIES) throw new Error(`at most ${MOST_ENTRIES} audit entries at once`);
  if (entries.length === 0) return [];
  return insertAudits(
    trx,
    entries.map((entry) => signedRow(ctx, entry)),
  );
}
