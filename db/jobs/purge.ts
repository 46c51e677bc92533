import "server-only";
import type { Transaction } from "@/db/transaction";

/** What the worker deletes once it is old, in this order. All ages are by the database's clock. */
export const PURGE_RULES = [
  "upkeep",
  "jobs",
  "operations",
  "outbox",
  "plans",
  "exports",
  "archive_runs",
] as const;
export type PurgeRule = (typeof PURGE_RULES)[number];

/** Deletes at most `limit` expired rows, oldest first, and answers how many; 0 once there are no more. */
export async function purgeBatch(trx: Transaction, rule: PurgeRule, limit: number): Promise<number> {
  switch (rule) {
    case "upkeep":
      return (
        trx("pd_job")
          .where({ state: "done", actor_id: null })
          .whereRaw("finished_on < NOW() - INTERVAL 3 HOUR")
          // A schedule shows how its last job ended.
          .whereNotIn("id", trx("pd_schedule").whereNotNull("last_job_id").select("last_job_id"))
          .limit(limit)
          .delete()
      );
    case "jobs":
      return trx("pd_job")
        .whereIn("state", ["done", "dead", "cancelled"])
        .whereRaw("finished_on < NOW() - INTERVAL 30 DAY")
        .limit(limit)
        .delete();
    case "operations":
      return trx("pd_operation")
        .whereRaw("created_on < NOW() - INTERVAL 30 DAY")
        .orderBy("created_on")
        .limit(limit)
        .delete();
    case "outbox":
      return purgeOutbox(trx, limit);
    case "plans":
      return purgePlan(trx, limit);
    case "exports":
      return trx("pd_export")
        .whereIn("state", ["expired", "cancelled"])
        .whereRaw("modified_on < NOW() - INTERVAL 90 DAY")
        .limit(limit)
        .delete();
    case "archive_runs":
      return purgeArchiveRuns(trx, limit);
  }
}

/* Ids are in time order, so this needs no index on time: it looks at the oldest batch only. */
async function purgeOutbox(trx: Transaction, limit: number): Promise<number> {
  const oldest = await trx("pd_outbox")
    .select<{ id: string; is_old: number }[]>("id", trx.raw("created_on < NOW() - INTERVAL 30 DAY AS is_old"))
    .orderBy("id")
    .limit(limit);
  // A comparison is an INT on MariaDB and a BIGINT, so text, on MySQL.
  const ids = oldest.filter(({ is_old }) => Number(is_old) === 1).map(({ id }) => id);
  return ids.length === 0 ? 0 : trx("pd_outbox").whereIn("id", ids).delete();
}

/* An archived pass names the run that archived it. */
async function purgeArchiveRuns(trx: Transaction, limit: number): Promise<number> {
  const [rows] = (await trx.raw(
    `SELECT r.id FROM pd_archive_run r
     WHERE r.state IN ('done', 'failed', 'cancelled') AND r.modified_on < NOW() - INTERVAL 365 DAY
       AND NOT EXISTS (SELECT 1 FROM pd_pass_archive a WHERE a.archive_run_id = r.id)
     ORDER BY r.id LIMIT ?`,
    [limit],
  )) as [{ id: string }[]];
  const ids = rows.map(({ id }) => id);
  return ids.length === 0 ? 0 : trx("pd_archive_run").whereIn("id", ids).delete();
}

/*
 * Of plans that no run has begun on. One that people left may be run for a week; one that was cancelled, or gave way, is
 * of no use to anybody. An undo is wanted as soon as it is asked for, so it is not a plan.
 */
const OLD_PLAN = `undo_of IS NULL AND started_on IS NULL AND changed = 0 AND (
  state IN ('planned', 'failed') AND modified_on < NOW() - INTERVAL 7 DAY
  OR state = 'cancelled' AND modified_on < NOW() - INTERVAL 1 HOUR)`;

/* Passes of the oldest such plan that nobody else holds; with the last of them, the plan. */
async function purgePlan(trx: Transaction, limit: number): Promise<number> {
  const plan: { id: string } | undefined = await trx("pd_bulk")
    .whereRaw(OLD_PLAN)
    .orderBy("id")
    .forUpdate()
    .skipLocked()
    .first("id");
  if (!plan) return 0;
  const passes = await trx("pd_bulk_item")
    .where({ bulk_id: plan.id })
    .orderBy("pass_id")
    .limit(limit)
    .delete();
  return passes === limit ? passes : passes + (await trx("pd_bulk").where({ id: plan.id }).delete());
}
