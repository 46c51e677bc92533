import "server-only";
import { insertJob } from "@/db/jobs/jobs";
import type { Transaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import { JOB_KINDS, type JobKind, type JobSubject } from "./job";

export interface NewJob {
  kind: JobKind;
  /** Ids and switches only; never a value of a record. */
  payload: Readonly<Record<string, unknown>>;
  subject?: { type: JobSubject; id: string };
  /** No second job with this key is written while one is queued or running. */
  unique_key?: string;
  /** The earliest time to start. */
  run_after?: Date;
  /** Names the program that asks if no person is signed in. */
  system_actor?: string;
}

/**
 * Writes a job in the caller's transaction and answers its id, a string of digits: it runs exactly if the transaction
 * commits. Null if a job with the same `unique_key` is already queued or running.
 * @unauthorized A job is part of the act that asks for it, and the worker authorizes again.
 */
export async function enqueueJob(
  trx: Transaction,
  ctx: Pick<Context, "actor">,
  job: NewJob,
): Promise<string | null> {
  const { lane, most_attempts } = JOB_KINDS[job.kind];
  return insertJob(trx, {
    kind: job.kind,
    lane,
    most_attempts,
    payload: job.payload,
    subject_type: job.subject?.type ?? null,
    subject_id: job.subject?.id ?? null,
    actor_id: ctx.actor === null ? null : Number(ctx.actor.id),
    actor_name: ctx.actor?.name ?? job.system_actor ?? "PassDesk",
    unique_key: job.unique_key ?? null,
    run_after: job.run_after ?? null,
  });
}
