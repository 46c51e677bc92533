import "server-only";
import { acknowledge } from "@/lib/acknowledge";
import { operationOf } from "@/lib/idempotency";
import type { Transaction } from "@/db/transaction";
import { databaseFault } from "@/db/database-errors";
import { lockJob, reviveJob } from "@/db/jobs/job-list";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { publishEvent } from "@/lib/events/publish-event";
import { isJobId, noSuchJob, readJob } from "./read-job";
import type { ListedJob } from "./listed-job";

/**
 * Queues a dead job again with all its attempts, for the same actor. Asking again with the same Idempotency-Key gives
 * the first answer. Throws 403, 404, and 409 if it is not dead or
 * another job for the same thing is queued or running.
 */
export async function retryJob(ctx: Context, id: string): Promise<ListedJob> {
  const actor = authorize(ctx, "job.retry");
  const operation = operationOf(ctx, { actor, act: "job.retry", subjectId: id });
  const write = async (trx: Transaction) => {
    const job = isJobId(id) ? await lockJob(trx, id) : null;
    if (job === null) throw noSuchJob();
    if (job.state !== "dead") {
      throw new AppError("conflict", `This job is ${job.state}. Only one that was given up can be retried.`);
    }
    await reviveJob(trx, id);
    const subject = { type: "job", id } as const;
    const data = { kind: job.kind, attempts: job.attempts, error_code: job.error_code };
    await recordAudit(trx, ctx, { action: "job.retry", subject, data });
    await publishEvent(trx, { event: "job.state", subject, data: { state: "queued" } });
    return readJob(trx, actor, id, ctx.clock.now());
  };
  try {
    return (await acknowledge(ctx, operation, { write })).answer;
  } catch (error) {
    if (databaseFault(error) !== "duplicate") throw error;
    const message = "Another job for the same thing is queued or running already.";
    throw new AppError("conflict", message, { cause: error });
  }
}
