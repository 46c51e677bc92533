import "server-only";
import {
  listScheduleRows,
  readDatabaseTime,
  type ScheduleChange,
  type ScheduleRow,
  updateSchedule,
} from "@/db/jobs/schedules";
import { withTransaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { publishEvent } from "@/lib/events/publish-event";
import { lockOwnSchedule } from "./lock-own-schedule";
import { firstRun, type ScheduleRequest } from "./parse-schedule";
import { parsePayload } from "@/lib/jobs/payload";
import type { Schedule } from "./schedule";
import { scheduleOfRow } from "./schedule-of-row";

/**
 * Changes the given members of a schedule: name, time, payload, paused. Resuming counts the next run from now. Throws
 * 400, 403 if it is the machine's or another person's, and 404.
 */
export async function changeSchedule(ctx: Context, id: string, asked: ScheduleRequest): Promise<Schedule> {
  const actor = authorize(ctx, "schedule.change");
  return withTransaction(ctx.db, async (trx) => {
    const row = await lockOwnSchedule(trx, ctx, id);
    const before = stateOf(row);
    const after = { ...before, ...definedOf(asked) };
    const fields = (Object.keys(before) as (keyof typeof before)[]).filter(
      (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
    );
    if (fields.length > 0) {
      const now = await readDatabaseTime(trx);
      const change: ScheduleChange = { ...after, is_enabled: after.is_enabled ? 1 : 0 };
      if (after.is_enabled) change.paused_reason = null;
      await updateSchedule(trx, id, { ...change, next_on: firstRun(after.cron, ctx.zone, now) });
      const subject = { type: "schedule", id } as const;
      const of = (state: typeof before) => Object.fromEntries(fields.map((field) => [field, state[field]]));
      await recordAudit(trx, ctx, {
        action: "schedule.change",
        subject,
        before: of(before),
        after: of(after),
      });
      await publishEvent(trx, { event: "schedule.change", subject, data: null });
    }
    const [now] = await listScheduleRows(trx, { id, has_built_in: false }, 1);
    if (!now) throw new Error("a schedule that was just changed is not there");
    return scheduleOfRow(now, actor, ctx.zone);
  });
}

interface ScheduleState {
  name: string;
  cron: string;
  payload: unknown;
  is_enabled: boolean;
}

function stateOf(row: ScheduleRow): ScheduleState {
  const { name, cron } = row;
  return { name, cron, payload: parsePayload(row.payload), is_enabled: row.is_enabled === 1 };
}

function definedOf(asked: ScheduleRequest): Partial<ScheduleState> {
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
}
