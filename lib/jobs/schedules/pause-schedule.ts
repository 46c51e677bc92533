import "server-only";
import { lockSchedule, updateSchedule } from "@/db/jobs/schedules";
import type { Transaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { publishEvent } from "@/lib/events/publish-event";

/**
 * Pauses a person's schedule in the caller's transaction and stores `reason`, a safe sentence, for its page: its job
 * was refused and would be refused again. Does nothing if the schedule is gone, paused or the machine's own.
 */
export async function pauseSchedule(
  trx: Transaction,
  { requestId }: Pick<Context, "requestId">,
  id: string,
  reason: string,
): Promise<void> {
  const row = await lockSchedule(trx, id);
  if (row === null || row.is_enabled === 0 || row.built_in_key !== null) return;
  await updateSchedule(trx, id, { is_enabled: 0, paused_reason: reason });
  const subject = { type: "schedule", id } as const;
  await recordAudit(
    trx,
    { actor: null, requestId },
    {
      action: "schedule.change",
      subject,
      before: { is_enabled: true },
      after: { is_enabled: false },
      data: { paused_reason: reason },
      system_actor: "PassDesk",
    },
  );
  await publishEvent(trx, { event: "schedule.change", subject, data: null });
}
