import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { listSchedules } from "./list-schedules";
import type { ScheduleRequest } from "./parse-schedule";
import { SCHEDULE_KINDS, type ScheduleKind } from "./schedule";

type Payload = Record<string, unknown>;

/**
 * For each kind, the check of the feature that will run it: authorizes and answers what the schedule keeps. The entry
 * point brings the features together.
 */
export type PayloadChecks = Record<ScheduleKind, (ctx: Context, payload: Payload) => Promise<Payload>>;

/**
 * Validates the payload in a change of an existing schedule. An unknown id passes; the change itself refuses it.
 * Throws 400, 403, 404 and 422.
 */
export async function checkChangedPayload(
  ctx: Context,
  checks: PayloadChecks,
  { id, sent }: { id: string; sent: ScheduleRequest },
): Promise<ScheduleRequest> {
  authorize(ctx, "schedule.change");
  if (sent.payload === undefined) return sent;
  const schedule = (await listSchedules(ctx)).find((each) => each.id === id);
  const kind = SCHEDULE_KINDS.find((each) => each === schedule?.kind);
  return kind === undefined ? sent : { ...sent, payload: await checks[kind](ctx, sent.payload) };
}
