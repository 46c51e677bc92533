import "server-only";
import { insertJob } from "@/db/jobs/jobs";
import type { Transaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import { JOB_KINDS, type JobKind, type JobSubject } from "./job";

export interface NewJob {
  kind: JobKind;
  /** Ids and switches; never a value of a record. */
  payload: Readonly<Record<string, unknown>>;
  subject?: { type: JobSubject; id: string };
  /** A second job with the same key is not written while one is queued or running. */
  unique_key?: string;
  /** Not before this time. */
  run_after?: Date;
  /** Who asks where no person is signed in. */
  system_actor?: string;
}

/**
 * Writes a job in the caller's transaction and answers its id, a string of digits: a committed request is never forgotten
 * and one that is rolled back never runs. Null when one with the same `unique_key` is queued or running already.
 * @unauthorized A job is a part of the act that asks for it, and the worker asks again.
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
