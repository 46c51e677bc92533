import "server-only";
import { acknowledge } from "@/lib/acknowledge";
import { operationOf } from "@/lib/idempotency";
import type { Transaction } from "@/db/transaction";
import { lockJob } from "@/db/jobs/job-list";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { publishEvent } from "@/lib/events/publish-event";
import { askJobCancel } from "./ask-job-cancel";
import { isJobId, noSuchJob, readJob } from "./read-job";
import type { ListedJob } from "./listed-job";

/**
 * Asks that a job be cancelled: a worker ends a waiting job within a second and a running one within about two. What
 * the job has done so far stays. Asking again changes nothing. Throws 403, 404, and 409 if it has ended.
 */
export async function cancelJob(ctx: Context, id: string): Promise<ListedJob> {
  const actor = authorize(ctx, "job.cancel");
  const operation = operationOf(ctx, { actor, act: "job.cancel", subjectId: id });
  const write = async (trx: Transaction) => {
    const job = isJobId(id) ? await lockJob(trx, id) : null;
    if (job === null) throw noSuchJob();
    if (job.state !== "queued" && job.state !== "running") {
      throw new AppError("conflict", `This job is ${job.state} already.`);
    }
    if (job.cancel_asked_on === null) {
      await askJobCancel(trx, id);
      const subject = { type: "job", id } as const;
      await recordAudit(trx, ctx, {
        action: "job.cancel",
        subject,
        data: { kind: job.kind, state: job.state },
      });
      await publishEvent(trx, { event: "job.state", subject, data: { state: "cancelling" } });
    }
    return readJob(trx, actor, id, ctx.clock.now());
  };
  return (await acknowledge(ctx, operation, { write })).answer;
}
