import "server-only";
import type { Transaction } from "@/db/transaction";
import type { BulkRow } from "./bulk-corrections";

/* Plans that no run has begun on. An undo is wanted as soon as it is asked for, so it is none. */
const UNUSED = "undo_of IS NULL AND started_on IS NULL AND changed = 0";

export type UnusedPlan = Pick<BulkRow, "id" | "state" | "matched" | "approved_on">;

/**
 * A person's plans that were not run and are still stored, newest first. Locks the person until the transaction ends, so
 * that two plans at once are counted one after the other.
 */
export async function lockUnusedPlans(trx: Transaction, actor_id: number): Promise<UnusedPlan[]> {
  await trx("pd_person").where({ id: actor_id }).forUpdate().first("id");
  return trx("pd_bulk")
    .select<UnusedPlan[]>("id", "state", "matched", "approved_on")
    .where({ actor_id })
    .whereIn("state", ["planning", "planned", "failed", "cancelled"])
    .whereRaw(UNUSED)
    .orderBy("id", "desc");
}
