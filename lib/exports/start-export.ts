import "server-only";
import { z } from "zod";
import { listScheduleRows } from "@/db/jobs/schedules";
import { findViewRow } from "@/db/views/views";
import { once } from "@/lib/acknowledge";
import type { AuthorizedContext } from "@/lib/auth/authorize";
import { authorizeFor } from "@/lib/auth/authorize-for";
import type { Context } from "@/lib/context";
import { knownWord } from "@/lib/fields/stored-word";
import { FILE_FORMATS } from "./export";
import { AppError } from "@/lib/errors";
import { type JobHandler, JobRefused } from "@/lib/jobs/job-run";
import { pauseSchedule } from "@/lib/jobs/schedules/pause-schedule";
import { exportShape, parseExport } from "./parse-export";
import { exportOperation, newExport } from "./new-export";

/**
 * What a schedule of exports stores: the passes, by a saved view that is read at each firing or by a query, and the
 * shape of the file.
 */
export const startExportSchema = z
  .strictObject({
    ...exportShape,
    view_id: z.string().regex(/^[1-9]\d{0,8}$/).optional(), // prettier-ignore
    search: z.string().max(16_384).optional(),
  })
  .refine(({ view_id, search }) => (view_id === undefined) !== (search === undefined), {
    error: "A schedule needs a saved view or a search, one of them.",
    path: ["view_id"],
  });
export type StartExport = z.output<typeof startExportSchema>;

/* What a firing adds to the stored payload. */
const firingSchema = z.looseObject({ schedule_id: z.string() });

/* Reasons that would stop every later firing too. */
const LASTING = ["schedule_gone", "owner_gone", "forbidden", "view_gone", "invalid_payload", "invalid_query"];

/**
 * Requests the export of a schedule as its owner would, with the owner's current rights and the current view. One
 * firing makes one export, however often it is tried. If the right or the view is gone it refuses, and the schedule is
 * paused with the reason.
 * @unauthorized The owner of the schedule is authorized before anything is written.
 */
export const startExportJob: JobHandler = {
  run: async (ctx, run, payload) => {
    const { schedule_id, kept } = parseFiring(payload);
    const [schedule] = await listScheduleRows(ctx.db, { id: schedule_id, has_built_in: false }, 1);
    if (!schedule) throw new JobRefused("schedule_gone", "The schedule was removed.");
    const owner = await authorizeFor(ctx, schedule.owner_id, ["export.request"]);
    if (owner === "gone")
      throw new JobRefused("owner_gone", `${schedule.owner_name} has no account any more.`);
    if (owner === "forbidden")
      throw new JobRefused("forbidden", `${schedule.owner_name} may not export any more.`);
    const body = await searchOf(owner, { ...kept, name: kept.name ?? schedule.name });
    const ask = parseOrRefuse(owner, body);
    const operation = exportOperation(owner.actor, ask, `job-${run.id}`);
    const change = newExport(owner, owner.actor, { ask, operation, schedule_id });
    await run.finish((trx) => once(trx, operation, change));
  },
  ended: async (trx, ctx, payload, { state, code, message }) => {
    const firing = firingSchema.safeParse(payload);
    if (state !== "dead" || !LASTING.includes(code) || !firing.success) return;
    await pauseSchedule(trx, ctx, firing.data.schedule_id, message);
  },
};

function parseFiring(payload: unknown): { schedule_id: string; kept: StartExport } {
  const firing = firingSchema.safeParse(payload);
  if (firing.success) {
    const { schedule_id, ...rest } = firing.data;
    if (typeof rest.format === "string") knownWord(FILE_FORMATS, rest.format, `Schedule ${schedule_id}`);
    const kept = startExportSchema.safeParse(rest);
    if (kept.success) return { schedule_id, kept: kept.data };
  }
  throw new JobRefused("invalid_payload", "The schedule asks for something that is no longer known.");
}

async function searchOf(
  { db, actor }: AuthorizedContext,
  kept: StartExport,
): Promise<Omit<StartExport, "view_id">> {
  const { view_id, ...shape } = kept;
  if (view_id === undefined) return shape;
  const view = await findViewRow(db, Number(actor.id), Number(view_id));
  if (!view) throw new JobRefused("view_gone", "Its saved view was removed. Choose another one.");
  return { ...shape, search: view.search };
}

function parseOrRefuse(ctx: Context, body: Omit<StartExport, "view_id">) {
  try {
    return parseExport(body, { now: ctx.clock.now(), zone: ctx.zone });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new JobRefused("invalid_query", `Its filters are no longer known: ${error.message}`, {
      cause: error,
    });
  }
}
