import "server-only";
import { updateBulk } from "@/db/bulk/bulk-corrections";
import { lockUnusedPlans } from "@/db/bulk/unused-plans";
import type { Transaction } from "@/db/transaction";
import type { Authorized } from "@/lib/auth/authorize";
import { publishEvent } from "@/lib/events/publish-event";
import { sqlTime } from "@/lib/time/sql-time";
import { beyond } from "@/lib/limits/share";
import { SHARES } from "@/lib/limits/shares";

/**
 * Cancels the oldest of a person's plans that nobody ran or approved, so that with one more they have ten, and answers
 * which. A job that still makes one stops. Throws 429 if the stored ones hold too many passes.
 */
export async function makeRoomForPlan(trx: Transaction, actor: Authorized, now: Date): Promise<string[]> {
  const unused = await lockUnusedPlans(trx, Number(actor.id));
  const passes = unused.reduce((sum, { matched }) => sum + matched, 0);
  if (passes >= SHARES.planned_passes.most) throw beyond(SHARES.planned_passes);
  const waiting = unused.filter(({ state, approved_on }) => state !== "cancelled" && approved_on === null);
  const surplus = waiting.slice(SHARES.unused_plans.most - 1).map(({ id }) => String(id));
  const over = {
    finished_on: sqlTime(now.toISOString()),
    error_message: "It gave way to newer plans of the same person.",
  };
  for (const id of surplus) {
    await updateBulk(trx, id, { ...over, state: "cancelled" });
    const subject = { type: "bulk", id } as const;
    await publishEvent(trx, { event: "bulk.state", subject, data: { state: "cancelled" } });
  }
  return surplus;
}
