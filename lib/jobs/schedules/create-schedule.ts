import "server-only";
import { acknowledge } from "@/lib/acknowledge";
import { operationOf } from "@/lib/idempotency";
import type { Transaction } from "@/db/transaction";
import { countSchedules, insertSchedule, listScheduleRows, readDatabaseTime } from "@/db/jobs/schedules";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { beyond } from "@/lib/limits/share";
import { SHARES } from "@/lib/limits/shares";
import { publishEvent } from "@/lib/events/publish-event";
import { firstRun, type NewSchedule } from "./parse-schedule";
import type { Schedule } from "./schedule";
import { scheduleOfRow } from "./schedule-of-row";

/**
 * Repeats a job of the actor on the agency's clocks. The calling feature checks `payload` first, and the job checks it
 * at each run. Asking again with the same Idempotency-Key gives the first answer. Throws 400 for an invalid cron line, 403, and 409 if there are too many schedules.
 */
export async function createSchedule(ctx: Context, schedule: NewSchedule): Promise<Schedule> {
  const actor = authorize(ctx, "schedule.create");
  const { name, kind, cron, payload } = schedule;
  if (kind === "archive.start") authorize(ctx, "archive.run");
  const operation = operationOf(ctx, { actor, act: "schedule.create" }, schedule);
  const write = async (trx: Transaction) => {
    const next_on = firstRun(cron, ctx.zone, await readDatabaseTime(trx));
    if ((await countSchedules(trx)) >= SHARES.schedules.most) throw beyond(SHARES.schedules);
    const owner = { owner_id: Number(actor.id), owner_name: actor.name };
    const id = await insertSchedule(trx, {
      name,
      kind,
      cron,
      payload,
      ...owner,
      built_in_key: null,
      next_on,
    });
    const subject = { type: "schedule", id } as const;
    await recordAudit(trx, ctx, { action: "schedule.create", subject, after: { name, kind, cron, payload } });
    await publishEvent(trx, { event: "schedule.change", subject, data: null });
    const [row] = await listScheduleRows(trx, { id, has_built_in: false }, 1);
    if (!row) throw new Error("a schedule that was just written is not there");
    return scheduleOfRow(row, actor, ctx.zone);
  };
  return (await acknowledge(ctx, operation, { write })).answer;
}
