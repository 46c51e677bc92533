import "server-only";
import type { Transaction } from "@/db/transaction";

export type PurgeRule = "upkeep" | "jobs" | "operations" | "outbox";

/** Deletes at most `limit` expired rows, oldest first, and answers how many. */
export async function purgeBatch(trx: Transaction, rule: PurgeRule, limit: number): Promise<number> {
  const monthAgo = "created_on < NOW() - INTERVAL 30 DAY";
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
      return trx("pd_operation").whereRaw(monthAgo).orderBy("created_on").limit(limit).delete();
    case "outbox":
      return purgeOutbox(trx, limit);
  }
}

/* Ids are in time order, so this needs no index on time: it looks at the oldest batch only. */
async function purgeOutbox(trx: Transaction, limit: number): Promise<number> {
  const oldest = await trx("pd_outbox")
    .select<{ id: string; is_old: number }[]>("id", trx.raw("created_on < NOW() - INTERVAL 30 DAY AS is_old"))
    .orderBy("id")
    .limit(limit);
  const ids = oldest.filter(({ is_old }) => is_old === 1).map(({ id }) => id);
  return ids.length === 0 ? 0 : trx("pd_outbox").whereIn("id", ids).delete();
}
