import "server-only";
import { lockSchedule, type ScheduleRow } from "@/db/jobs/schedules";
import type { Transaction } from "@/db/transaction";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { mayChange } from "./schedule-of-row";

/** Locks a schedule that the actor may change. Throws 404, and 403 if it is another person's. */
export async function lockOwnSchedule(trx: Transaction, ctx: Context, id: string): Promise<ScheduleRow> {
  const actor = authorize(ctx, "schedule.manage");
  const row = /^[1-9]\d{0,17}$/.test(id) ? await lockSchedule(trx, id) : null;
  if (row === null) throw new AppError("not_found", "There is no such schedule.");
  if (row.kind === "archive.start") authorize(ctx, "archive.run");
  if (!mayChange(row, actor)) {
    const why = row.built_in_key === null ? `It belongs to ${row.owner_name}.` : "PassDesk needs it to work.";
    throw new AppError("forbidden", `You cannot change this schedule. ${why}`);
  }
  return row;
}
