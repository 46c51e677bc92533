import "server-only";
import { insertAuditCheck } from "@/db/audit/audit-checks";
import type { Database } from "@/db/connection";
import type { Transaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import { problemText } from "./audit-problem";
import { type AuditVerdict, verifyAudit, type VerifyOptions } from "./verify-audit";

interface CheckOptions extends VerifyOptions {
  by: string;
  /** How the result is written; immediately by default. */
  write?: (story: (db: Database | Transaction) => Promise<void>) => Promise<void>;
}

/**
 * Verifies the whole log as `verifyAudit` does and stores the result beside the log. Throws what `verifyAudit` and the
 * database throw.
 */
export async function checkAudit(
  ctx: Pick<Context, "db">,
  { by, write = (story) => story(ctx.db), ...options }: CheckOptions,
): Promise<AuditVerdict> {
  const verdict = await verifyAudit(ctx, options);
  const { is_whole, entries, last_seq, hash, bad, first } = verdict;
  const others =
    bad > 1
      ? ` ${(bad - 1).toLocaleString("en-US")} more ${bad === 2 ? "place is" : "places are"} wrong.`
      : "";
  const row = {
    actor_name: by,
    entries: String(entries),
    last_seq,
    hash,
    is_whole: is_whole ? 1 : 0,
    first_bad_id: first?.audit_id ?? null,
    problem: first === null ? null : `${problemText(first)}${others}`,
  };
  // not recorded: the result is stored beside the log; the request is recorded
  await write((db) => insertAuditCheck(db, row));
  return verdict;
}
