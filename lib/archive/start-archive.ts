import "server-only";
import { z } from "zod";
import { hasOpenArchiveRun } from "@/db/archive/archive-runs";
import { listScheduleRows } from "@/db/jobs/schedules";
import { authorizeFor } from "@/lib/auth/authorize-for";
import type { Context } from "@/lib/context";
import { type JobHandler, JobRefused, type JobRun } from "@/lib/jobs/job-run";
import { readPayload } from "@/lib/jobs/payload";
import { pauseSchedule } from "@/lib/jobs/schedules/pause-schedule";
import { archiveRefusal } from "./archive-refusal";
import { parseArchive } from "./parse-archive";
import { policyInForce } from "@/lib/archive/policy/policy-in-force";
import { writeArchiveRun } from "./write-archive-run";

const firingSchema = z.looseObject({ schedule_id: z.string() });
/* Reasons that would stop every later firing too. */
const LASTING = new Set(["schedule_gone", "owner_gone", "forbidden", "portal_refers"]);

/**
 * Starts a run by the policy in force as the schedule's owner, with the rights the owner has now. Does nothing if an
 * archiving run is already open. Throws `JobRefused` if the owner has lost the right, and on a portal whose passes cannot be archived.
 */
async function startArchive(ctx: Context, run: JobRun, payload: unknown): Promise<void> {
  const { schedule_id } = readPayload(firingSchema, payload);
  const [schedule] = await listScheduleRows(ctx.db, { id: schedule_id, has_built_in: false }, 1);
  if (!schedule) throw new JobRefused("schedule_gone", "The schedule was removed.");
  const owner = await authorizeFor(ctx, schedule.owner_id, ["archive.run"]);
  if (owner === "gone") throw new JobRefused("owner_gone", `${schedule.owner_name} has no account any more.`);
  if (owner === "forbidden")
    throw new JobRefused("forbidden", `${schedule.owner_name} may not archive any more.`);
  const refusal = await archiveRefusal(ctx.db);
  if (refusal !== null) throw new JobRefused("portal_refers", refusal);
  await run.finish(async (trx) => {
    if (await hasOpenArchiveRun(trx)) return;
    const request = { direction: "archive" as const, policy: {}, dry_run: false };
    const ask = parseArchive(request, await policyInForce(trx), { now: ctx.clock.now(), zone: ctx.zone });
    await writeArchiveRun(trx, owner, { direction: "archive", ask, schedule_id });
  });
}

/**
 * The job of a schedule. If its owner has lost the right, the schedule is paused with the reason.
 * @unauthorized The owner of the schedule is authorized before anything is written.
 */
export const archiveStartJob: JobHandler = {
  run: startArchive,
  ended: async (trx, ctx, payload, { state, code, message }) => {
    const firing = firingSchema.safeParse(payload);
    if (state === "dead" && LASTING.has(code) && firing.success) {
      await pauseSchedule(trx, ctx, firing.data.schedule_id, message);
    }
  },
};
