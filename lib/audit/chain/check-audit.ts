import "server-only";
import { type Transaction, withTransaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import { appendHead, configuredAnchor } from "@/lib/audit/anchor/anchor-file";
import { problemText } from "./audit-problem";
import { keepVerdict } from "./keep-verdict";
import { type AuditVerdict, verifyAudit, type VerifyOptions } from "./verify-audit";

interface CheckOptions extends VerifyOptions {
  by: string;
  /** The transaction in which the result is written; one of its own by default. */
  transact?: <T>(story: (trx: Transaction) => Promise<T>) => Promise<T>;
}

/**
 * Verifies the whole log as `verifyAudit` does and, unless it is a copy's, stores the signed result beside the log. Throws what `verifyAudit`
 * and the database throw.
 */
export async function checkAudit(
  ctx: Pick<Context, "db">,
  { by, transact = (story) => withTransaction(ctx.db, story), ...options }: CheckOptions,
): Promise<AuditVerdict> {
  const found = await verifyAudit(ctx, options);
  // A head signed here would be another than the one of the same number that the original signs.
  if (options.isCopy) return found;
  const row = rowOf(found, by);
  const anchor = options.anchor === undefined ? configuredAnchor() : options.anchor;
  // not recorded: the result is stored beside the log; the request is recorded
  const head = await transact((trx) =>
    keepVerdict(trx, row, {
      mayName: found.outside !== "failed",
      isAnchored: anchor !== null && found.outside === "matched",
    }),
  );
  if (head && anchor) await appendHead(anchor, head);
  return found;
}

function rowOf({ verdict, entries, last_seq, hash, bad, first }: AuditVerdict, by: string) {
  const others =
    bad > 1
      ? ` ${(bad - 1).toLocaleString("en-US")} more ${bad === 2 ? "place is" : "places are"} wrong.`
      : "";
  return {
    actor_name: by,
    entries: String(entries),
    last_seq,
    hash,
    is_whole: verdict === "whole" ? 1 : 0,
    first_bad_id: first?.audit_id ?? null,
    problem: first === null ? null : `${problemText(first)}${others}`,
    verdict,
  };
}
