import type { Context } from "@/lib/context";
import { invalidParameter } from "@/lib/errors";
import { checkStartExport } from "@/lib/exports/check-start-export";
import { listSchedules } from "@/lib/jobs/schedules/list-schedules";
import type { ScheduleRequest } from "@/lib/jobs/schedules/parse-schedule";
import type { ScheduleKind } from "@/lib/jobs/schedules/schedule";

type Payload = Record<string, unknown>;

/** What a schedule of this kind is told, checked by the feature that will do it. Throws 400, 403, 404 and 422. */
export async function checkPayload(ctx: Context, kind: ScheduleKind, payload: Payload): Promise<Payload> {
  if (kind === "export.start") return { ...(await checkStartExport(ctx, payload)) };
  // What is archived is the policy in force by then.
  if (Object.keys(payload).length > 0)
    throw invalidParameter("payload", "A schedule of archiving keeps nothing: {}.");
  return payload;
}

/** The same for a change of a schedule that is there; one that is not is left to the change itself. */
export async function checkChangedPayload(
  ctx: Context,
  id: string,
  sent: ScheduleRequest,
): Promise<ScheduleRequest> {
  if (sent.payload === undefined) return sent;
  const schedule = (await listSchedules(ctx)).find((each) => each.id === id);
  if (schedule?.kind !== "export.start" && schedule?.kind !== "archive.start") return sent;
  return { ...sent, payload: await checkPayload(ctx, schedule.kind, sent.payload) };
}
