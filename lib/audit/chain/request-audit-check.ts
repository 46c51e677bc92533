import "server-only";
import { acknowledge } from "@/lib/acknowledge";
import { operationOf } from "@/lib/idempotency";
import type { Transaction } from "@/db/transaction";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { invalidParameter } from "@/lib/errors";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { AuditState } from "./audit-state";
import { parseAnchor } from "@/lib/audit/anchor/chain-anchor";
import { getAuditState } from "./get-audit-state";
import { recordAudit } from "@/lib/audit/record-audit";

/**
 * Asks for a check of the whole log and answers the state with the check under way; a waiting or running check is
 * reused. `expect` (`number:hash`) is an end of the chain stored elsewhere, which the check must find. The request
 * itself is an entry of the log. Throws 400 for an `expect` that is not an end of a chain, 403 without the right to
 * verify.
 */
export async function requestAuditCheck(ctx: Context, expect?: string): Promise<AuditState> {
  const actor = authorize(ctx, "audit.verify");
  if (expect !== undefined && parseAnchor(expect) === null) {
    throw invalidParameter(
      "expect",
      "expect must be a link's number and its hash, such as 4182351:77be…04d1.",
    );
  }
  const operation = operationOf(ctx, { actor, act: "audit.verify" }, expect ?? null);
  const write = async (trx: Transaction) => {
    const payload = { actor_id: actor.id, ...(expect === undefined ? {} : { expect }) };
    const jobId = await enqueueJob(trx, ctx, { kind: "audit.verify", payload, unique_key: "audit.verify" });
    if (jobId !== null)
      await recordAudit(trx, ctx, { action: "audit.verify", subject: { type: "job", id: jobId } });
    return { job_id: jobId };
  };
  await acknowledge(ctx, operation, { write });
  return getAuditState(ctx);
}
