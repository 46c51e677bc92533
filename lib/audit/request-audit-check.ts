import "server-only";
import { withTransaction } from "@/db/transaction";
import { authorize } from "../auth/authorize";
import type { Context } from "../context";
import { enqueueJob } from "../jobs/enqueue-job";
import type { AuditState } from "./audit-state";
import { getAuditState } from "./get-audit-state";
import { recordAudit } from "./record-audit";

/**
 * Asks for a check of the whole log and answers the state with the check under way; one that waits or runs already serves.
 * The request is an entry of the log itself. Throws 403 without the right to verify.
 */
export async function requestAuditCheck(ctx: Context): Promise<AuditState> {
  const actor = authorize(ctx, "audit.verify");
  await withTransaction(ctx.db, async (trx) => {
    const payload = { actor_id: actor.id };
    const jobId = await enqueueJob(trx, ctx, { kind: "audit.verify", payload, unique_key: "audit.verify" });
    if (jobId === null) return;
    await recordAudit(trx, ctx, { action: "audit.verify", subject: { type: "job", id: jobId } });
  });
  return getAuditState(ctx);
}
