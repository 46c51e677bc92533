import "server-only";
import { hasOpenArchiveRun, insertArchiveRun, setArchiveJob } from "@/db/archive/archive-runs";
import type { Transaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import type { AuthorizedContext, MachineContext } from "@/lib/auth/authorize";
import { AppError } from "@/lib/errors";
import { publishEvent } from "@/lib/events/publish-event";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import type { ArchiveDirection } from "./archive";
import type { ArchiveAsk } from "./archive-ask";
import { archiveRefusal } from "./archive-refusal";

export interface NewRun {
  direction: ArchiveDirection;
  ask: ArchiveAsk;
  schedule_id?: string;
  /** The program that asks, if no person is signed in. */
  system_actor?: string;
}

/**
 * Writes a run with its job, its audit entry and its event in the caller's transaction, and answers the ids of run and
 * job. Throws 409 for a second archiving run while one is open, and on a portal whose passes cannot be archived.
 */
export async function writeArchiveRun(
  trx: Transaction,
  ctx: Pick<AuthorizedContext, "actor" | "requestId"> | MachineContext,
  { direction, ask, schedule_id, system_actor }: NewRun,
): Promise<{ run_id: string; job_id: string }> {
  if (direction === "archive") {
    const refusal = await archiveRefusal(trx);
    if (refusal !== null) throw new AppError("conflict", refusal);
    if (await hasOpenArchiveRun(trx)) throw alreadyOn();
  }
  const run_id = await insertArchiveRun(trx, {
    direction,
    actor_id: ctx.actor === null ? null : Number(ctx.actor.id),
    actor_name: ctx.actor?.name ?? system_actor ?? "PassDesk",
    ask,
    schedule_id: schedule_id ?? null,
  });
  const job_id = await enqueueJob(trx, ctx, {
    kind: "archive.run",
    payload: { run_id },
    subject: { type: "archive_run", id: run_id },
    unique_key: direction === "archive" ? "archive" : `restore-${run_id}`,
    ...(system_actor === undefined ? {} : { system_actor }),
  });
  if (job_id === null) throw alreadyOn();
  await setArchiveJob(trx, run_id, job_id);
  const subject = { type: "archive_run" as const, id: run_id };
  const { reason, ...asked } = ask;
  await recordAudit(trx, ctx, {
    action: "archive.run",
    subject,
    data: { direction, ...asked, ...(schedule_id === undefined ? {} : { schedule_id }) },
    ...(reason === null ? {} : { reason: { code: "other", note: reason } }),
    ...(system_actor === undefined ? {} : { system_actor }),
  });
  await publishEvent(trx, { event: "archive.state", subject, data: { state: "queued" } });
  return { run_id, job_id };
}

function alreadyOn(): AppError {
  return new AppError(
    "conflict",
    "Passes are being archived already. Wait until that run is over, or cancel it.",
  );
}
