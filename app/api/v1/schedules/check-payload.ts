import type { Context } from "@/lib/context";
import { invalidParameter } from "@/lib/errors";
import { checkStartExport } from "@/lib/exports/check-start-export";
import { listSchedules } from "@/lib/jobs/schedules/list-schedules";
import type { ScheduleRequest } from "@/lib/jobs/schedules/parse-schedule";
import type { ScheduleKind } from "@/lib/jobs/schedules/schedule";

type Payload = Record<string, unknown>;

/**
 * Validates the payload of a schedule of this kind, by the rules of the feature that will run it. Throws 400, 403, 404
 * and 422.
 */
export async function checkPayload(ctx: Context, kind: ScheduleKind, payload: Payload): Promise<Payload> {
  if (kind === "export.start") return { ...(await checkStartExport(ctx, payload)) };
  // An archive schedule has no payload: it uses the policy in force when it runs.
  if (Object.keys(payload).length > 0)
    throw invalidParameter("payload", "A schedule of archiving keeps nothing: {}.");
  return payload;
}

/**
 * Validates the payload in a change of an existing schedule, like `checkPayload`. An unknown id passes; the change
 * itself refuses it.
 */
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
