import "server-only";
import { insertBulk, updateBulk } from "@/db/bulk/bulk-corrections";
import { insertItems } from "@/db/bulk/bulk-item-rows";
import type { Transaction } from "@/db/transaction";
import { approvalThreshold } from "@/lib/bulk/approval-threshold";
import type { Authorized } from "@/lib/auth/authorize";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { passQueryToSearch } from "@/lib/passes/query/pass-query";
import { sqlTime } from "@/lib/time/sql-time";
import { type Frozen, withFrozen } from "./freeze-passes";
import type { BulkAsk } from "./parse-bulk";

/** A plan whose numbers are known, or one that a job makes from the passes up to an id. */
export type PlanStart = { frozen: Frozen } | { last_id: number };

const NOTHING = { matched: 0, will_change: 0, unchanged: 0, refused: 0, tally: null };

/** Writes a plan in the caller's transaction: with its passes, or with the job that finds them. */
export async function writePlan(
  trx: Transaction,
  actor: Authorized,
  { ask, start, now }: { ask: BulkAsk; start: PlanStart; now: Date },
): Promise<{ id: string; state: "planned" | "planning" }> {
  const numbers = "frozen" in start ? withFrozen(NOTHING, start.frozen.told) : {};
  const state = "frozen" in start ? "planned" : "planning";
  const id = await insertBulk(trx, {
    state,
    actor_id: Number(actor.id),
    actor_name: actor.name,
    search: searchOf(ask),
    changes: ask.changes,
    reason_code: ask.reason.code,
    reason_note: ask.reason.note,
    case_ref: ask.reason.case_ref ?? null,
    is_pinned: ask.pin_until === undefined ? 0 : 1,
    pin_until: ask.pin_until === undefined ? null : sqlTime(ask.pin_until),
    frozen_on: sqlTime(now.toISOString()),
    ...numbers,
    needs_approval: (numbers.will_change ?? 0) > (await approvalThreshold(trx)) ? 1 : 0,
  });
  if (id === null) throw new Error("a plan that undoes nothing collided with another");
  if ("frozen" in start) {
    await insertItems(
      trx,
      start.frozen.items.map((item) => ({ ...item, bulk_id: id })),
    );
  } else {
    const job_id = await enqueueJob(
      trx,
      { actor },
      {
        kind: "bulk.plan",
        payload: { bulk_id: id, last_id: start.last_id },
        subject: { type: "bulk", id },
        unique_key: `bulk.plan:${id}`,
      },
    );
    await updateBulk(trx, id, { job_id });
  }
  return { id, state };
}

/** The query of a plan, as it is stored; null if its passes were picked. Pure. */
export function searchOf({ selection }: BulkAsk): string | null {
  return "query" in selection ? passQueryToSearch(selection.query).toString() : null;
}
