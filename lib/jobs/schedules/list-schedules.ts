import "server-only";
import { listScheduleRows } from "@/db/jobs/schedules";
import { authorize, isAllowed } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { SHARES } from "@/lib/limits/shares";
import { type Schedule, SCHEDULE_KINDS } from "./schedule";
import { scheduleOfRow } from "./schedule-of-row";
import type { SchedulesQuery } from "./schedules-query";

const MOST_BUILT_IN = 50;

/**
 * Everybody's schedules of the kinds the actor may see, by name. With `has_built_in` the machine's own follow, if the
 * actor may see jobs. Throws 403.
 */
export async function listSchedules(
  ctx: Context,
  { kind = null, has_built_in = false }: Partial<SchedulesQuery> & { has_built_in?: boolean } = {},
): Promise<Schedule[]> {
  const actor = authorize(ctx, "schedule.manage");
  if (has_built_in) authorize(ctx, "job.list");
  const seen = SCHEDULE_KINDS.filter((each) => each !== "archive.start" || isAllowed(ctx, "archive.read"));
  const kinds = kind === null ? seen : seen.filter((each) => each === kind);
  const filter = has_built_in ? { has_built_in } : { kinds, has_built_in };
  const rows = await listScheduleRows(ctx.db, filter, SHARES.schedules.most + MOST_BUILT_IN);
  return rows.map((row) => scheduleOfRow(row, actor, ctx.zone));
}
