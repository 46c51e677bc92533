import "server-only";
import type { Database } from "@/db/connection";
import type { Transaction } from "@/db/transaction";
import type { JobRow } from "./jobs";

/** A claim on a job. The next claim has a higher fence, so an older one is known to be over. */
export interface HeldJob {
  id: string;
  fence: string;
}

export interface JobClaim {
  lane: string;
  kinds: readonly string[];
  owner: string;
  /** Seconds until the claim ends unless it is renewed. */
  lease_s: number;
  /** Only waiting jobs that are to be cancelled: they need no place in the lane. */
  is_cancelled?: boolean;
}

const WAITING = "state = 'queued' AND run_after <= NOW(3)";
const LEFT_BEHIND = "state = 'running' AND lease_until < NOW(6)";

/** Whether a claim would find something now; takes no lock. */
export async function hasClaimable(db: Database, { lane, kinds }: JobClaim): Promise<boolean> {
  const found = (condition: string) =>
    db("pd_job").select("id").where({ lane }).whereIn("kind", kinds).whereRaw(condition).limit(1);
  const rows: unknown[] = await db.unionAll([found(WAITING), found(LEFT_BEHIND)], true);
  return rows.length > 0;
}

/** Jobs of the lane whose worker has not renewed its claim in time; takes no lock. */
export async function listLeftBehind(db: Database, { lane, kinds }: JobClaim): Promise<HeldJob[]> {
  return db("pd_job").select("id", "fence").where({ lane }).whereIn("kind", kinds).whereRaw(LEFT_BEHIND);
}

/**
 * Claims the job that has waited longest, those of a lost worker first, under a new fence; null if there is none. Jobs
 * that others are claiming are skipped.
 */
export async function takeJob(trx: Transaction, claim: JobClaim): Promise<JobRow | null> {
  const found = (condition: string): Promise<{ id: string } | undefined> =>
    trx("pd_job")
      .where({ lane: claim.lane })
      .whereIn("kind", claim.kinds)
      .whereRaw(condition)
      .orderBy("run_after")
      .orderBy("id")
      .forUpdate()
      .skipLocked()
      .first("id");
  if (claim.is_cancelled) {
    const cancelled = await found(`${WAITING} AND cancel_asked_on IS NOT NULL`);
    return cancelled ? takeJobById(trx, cancelled.id, claim) : null;
  }
  const next = (await found(LEFT_BEHIND)) ?? (await found(WAITING));
  return next ? takeJobById(trx, next.id, claim) : null;
}

/** Claims one job in any state; the caller has locked it. */
export async function takeJobById(
  trx: Transaction,
  id: string,
  { owner, lease_s }: Pick<JobClaim, "owner" | "lease_s">,
): Promise<JobRow | null> {
  await trx("pd_job")
    .where({ id })
    .update({
      state: "running",
      owner,
      fence: trx.raw("fence + 1"),
      attempts: trx.raw("attempts + 1"),
      lease_until: trx.raw("NOW(6) + INTERVAL ? SECOND", [lease_s]),
      started_on: trx.raw("COALESCE(started_on, NOW(3))"),
    });
  return (await trx("pd_job").where({ id }).first()) ?? null;
}

/**
 * Locks the job until the transaction ends and renews its lease, unless somebody asked to cancel it (`cancelled`) or
 * somebody else holds it (`lost`).
 */
export async function holdJob(
  trx: Transaction,
  { id, fence }: HeldJob,
  lease_s: number,
): Promise<"held" | "cancelled" | "lost"> {
  const held = await trx("pd_job")
    .where({ id, fence, state: "running" })
    .whereNull("cancel_asked_on")
    .update({ lease_until: trx.raw("NOW(6) + INTERVAL ? SECOND", [lease_s]) });
  if (held > 0) return "held";
  return (await watchJob(trx, { id, fence })) === null ? "lost" : "cancelled";
}

/** Renews the lease and writes the progress; false if somebody else holds the job. */
export async function renewJob(
  db: Database,
  { id, fence }: HeldJob,
  lease_s: number,
  progress: { rows_done: number; rows_total: number | null; has_advanced: boolean } | null,
): Promise<boolean> {
  const held = await db("pd_job")
    .where({ id, fence, state: "running" })
    .update({
      lease_until: db.raw("NOW(6) + INTERVAL ? SECOND", [lease_s]),
      ...(progress ? { rows_done: progress.rows_done, rows_total: progress.rows_total } : {}),
      // An attempt that makes progress does not count against the job.
      ...(progress?.has_advanced ? { attempts: 1 } : {}),
    });
  return held > 0;
}

/** Whether cancelling was requested; null if the job is no longer held. Takes no lock. */
export async function watchJob(
  db: Database | Transaction,
  { id, fence }: HeldJob,
): Promise<{ is_cancelled: boolean } | null> {
  const row: Pick<JobRow, "cancel_asked_on"> | undefined = await db("pd_job")
    .where({ id, fence, state: "running" })
    .first("cancel_asked_on");
  return row ? { is_cancelled: row.cancel_asked_on !== null } : null;
}

/** Locks a held job and answers it; null if somebody else holds it. */
export async function lockHeldJob(trx: Transaction, { id, fence }: HeldJob): Promise<JobRow | null> {
  return (await trx("pd_job").where({ id, fence, state: "running" }).forUpdate().first()) ?? null;
}
