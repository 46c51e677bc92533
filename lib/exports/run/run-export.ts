import "server-only";
import { basename, join } from "node:path";
import { z } from "zod";
import { updateExportRun } from "@/db/exports/export-runs";
import { type ExportRow, findExportRow, lockExport } from "@/db/exports/exports";
import { openSnapshot } from "@/db/snapshot";
import type { Transaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import { actingFor } from "@/lib/auth/acting-for";
import type { AuthorizedContext } from "@/lib/auth/authorize";
import { authorizeFor } from "@/lib/auth/authorize-for";
import type { Context } from "@/lib/context";
import { publishEvent } from "@/lib/events/publish-event";
import { type JobEnd, type JobHandler, JobRefused, type JobRun } from "@/lib/jobs/job-run";
import { knownWord, WrittenByNewer } from "@/lib/fields/stored-word";
import { readPayload } from "@/lib/jobs/payload";
import type { PassQuery } from "@/lib/passes/query/pass-query";
import { parseStoredQuery } from "@/lib/passes/query/stored-query";
import { sqlTime } from "@/lib/time/sql-time";
import { type BackgroundExport, FILE_FORMATS, type FileFormat, MOST_XLSX_ROWS } from "@/lib/exports/export";
import { exportFile, exportFolder, removeExportFiles } from "@/lib/exports/file/export-files";
import { fieldsOf } from "@/lib/exports/export-of-row";
import { finishExport, otherFiles } from "./finish-export";
import { type Frozen, freezeExport } from "./freeze-export";
import { ROWS_NOT_READ } from "./require-frozen-rows";
import { type ExportTask, writeExport } from "./write-export";
import { DISK_FULL, removeFile, sizeOf } from "@/lib/exports/file/part-file";
import { EXPORT_TOOLS, type ExportTools } from "@/lib/exports/file/point-writer";
import { parseResumePoint, type ResumePoint } from "@/lib/exports/file/resume-point";
import { tooManyRows } from "@/lib/exports/file/xlsx-rows";

const payloadSchema = z.object({ export_id: z.string() });

/**
 * The handler of background exports: freezes the rows, writes them, gives the file its name. Every attempt continues
 * where the last one stopped.
 * @unauthorized The owner is authorized before the export begins.
 */
export const exportJob: JobHandler = exportJobWith(EXPORT_TOOLS);

/**
 * `exportJob` with another pace, or with files from elsewhere.
 * @unauthorized The owner is authorized before the export begins.
 */
export function exportJobWith(tools: ExportTools): JobHandler {
  return {
    run: (ctx, run, payload) => runExport(ctx, run, readPayload(payloadSchema, payload).export_id, tools),
    ended: async (trx, ctx, payload, end) => {
      const told = payloadSchema.safeParse(payload);
      // If the payload cannot be read, no export is known that could be ended.
      if (told.success) await endExport(trx, ctx, told.data.export_id, end);
    },
  };
}

/**
 * Writes the file of an export with its owner's current rights. Its rows, their order and their values are those of one
 * instant, so each row is in it once. An attempt that goes on with the file of another, or that takes longer than a snapshot
 * lives, reads the rest at a later instant: the rows are the same, with the values they have then, and one that was deleted
 * outright counts as missing. The entry in the audit log says at how many instants the values were read. The effective
 * status is always that of the first. Throws `JobRefused` if the owner lost the right, the disk is full or the format cannot
 * hold the rows.
 * @unauthorized The owner is authorized before the export begins.
 */
export async function runExport(ctx: Context, run: JobRun, id: string, tools: ExportTools): Promise<void> {
  const row = await findExportRow(ctx.db, id);
  if (!row || !["queued", "running", "failed"].includes(row.state)) return;
  const owner = await ownerOf(ctx, row.owner_id);
  // Before anything is written: what only a newer version can read is left to its workers.
  taskOf(owner, row);
  const began = await begin(owner, run, id);
  const task = taskOf(owner, began);
  const point = await usablePoint(began, task.folder);
  const frozen = point === null ? await freeze(owner, run, task) : frozenOf(began, point);
  try {
    const { rows_total } = frozen;
    if (task.ask.format === "xlsx" && rows_total > MOST_XLSX_ROWS) throw tooManyRows(rows_total);
    const now = frozen.frozen_on;
    const written = await writeExport(owner, run, { ...task, ...frozen, tools, ask: { ...task.ask, now } });
    await finishExport(owner, run, { id, format: task.ask.format, rows_total, point: written });
  } finally {
    await frozen.snapshot?.end();
  }
}

async function ownerOf(ctx: Context, ownerId: number): Promise<AuthorizedContext> {
  const owner = await authorizeFor(ctx, ownerId, ["export.request"]);
  if (typeof owner !== "string") return owner;
  const message = "The person who asked for this export may not export any more. No file was made.";
  throw new JobRefused("forbidden", message);
}

async function begin(ctx: Context, run: JobRun, id: string): Promise<ExportRow> {
  // not recorded: the request and the end of an export are recorded, not its beginning
  return run.transact(async (trx) => {
    const row = await lockExport(trx, id);
    if (!row) throw new JobRefused("gone", "This export does not exist any more.");
    if (row.state !== "running") {
      const started_on = row.started_on ?? sqlTime(ctx.clock.now().toISOString());
      await updateExportRun(trx, id, {
        state: "running",
        started_on,
        finished_on: null,
        error_message: null,
      });
      await publishEvent(trx, {
        event: "export.state",
        subject: { type: "export", id },
        data: { state: "running" },
      });
    }
    return { ...row, cancel_asked_on: null };
  });
}

function formatOf({ format, id }: ExportRow): FileFormat {
  return knownWord(FILE_FORMATS, format, `Export ${id}`);
}

/* A file without a column that was asked for would look whole. */
function columnsOf({ id, columns_list }: ExportRow): BackgroundExport["columns"] {
  const columns = fieldsOf(columns_list);
  if (columns.join(",") !== columns_list) throw new WrittenByNewer(`Export ${id}`);
  return columns;
}

type Task = Pick<ExportTask, "id" | "query" | "folder" | "ask">;

function taskOf(ctx: Context, row: ExportRow): Task {
  const format = formatOf(row);
  const { name, search, time_zone } = row;
  const at = { now: ctx.clock.now(), zone: ctx.zone };
  const query = parseStoredQuery(search, at, `Export ${row.id}`);
  const ask = { format, columns: columnsOf(row), time_zone, name, search, now: ctx.clock.now() };
  return { id: row.id, query, folder: exportFolder(), ask };
}

/* Null if the point or its files are missing: the export then starts over. */
async function usablePoint(row: ExportRow, folder: string): Promise<ResumePoint | null> {
  const point = parseResumePoint(row.id, row.resume_point);
  if (point === null || row.frozen_on === null) return null;
  if (
    (await sizeOf(join(folder, point.part))) >= point.bytes &&
    (await sizeOf(join(folder, point.ids))) >= 0
  ) {
    return point;
  }
  const file = exportFile(row.id, formatOf(row));
  const is_named = point.sha256 !== null && (await sizeOf(file)) === point.bytes;
  return is_named ? point : null;
}

type Fixed = Pick<ExportTask, "point" | "rows_total" | "snapshot"> & { frozen_on: Date };

function frozenOf(row: ExportRow, point: ResumePoint): Fixed {
  return {
    point,
    rows_total: Number(row.rows_total),
    snapshot: null,
    frozen_on: new Date(`${String(row.frozen_on).replace(" ", "T")}Z`),
  };
}

async function freeze(
  ctx: AuthorizedContext,
  run: JobRun,
  task: Task & { query: PassQuery },
): Promise<Fixed> {
  const { id, query, folder } = task;
  const snapshot = await openSnapshot(ctx.exportDb);
  try {
    const frozen_on = ctx.clock.now();
    const frozen = await freezeExport(ctx, snapshot, { id, query, now: frozen_on, folder });
    await keepFrozen(run, task, frozen, frozen_on);
    return { point: frozen.point, rows_total: frozen.rows, frozen_on, snapshot };
  } catch (error) {
    await snapshot.end();
    throw error;
  }
}

async function keepFrozen(run: JobRun, { id, ask }: Task, frozen: Frozen, frozen_on: Date): Promise<void> {
  // What other attempts left, as of before it is known that this run still has the job, and nothing with the final name:
  // a run that was frozen below must not delete, when it wakes, what whoever took over has written since.
  const left = await otherFiles(id, [frozen.point.ids, basename(exportFile(id, ask.format))]);
  // not recorded: the frozen rows; the request and the end are recorded
  await run.transact(async (trx) => {
    await updateExportRun(trx, id, {
      frozen_on: sqlTime(frozen_on.toISOString()),
      resume_point: frozen.point,
      rows_done: "0",
      rows_total: String(frozen.rows),
    });
    await Promise.all(left.map(removeFile));
  });
}

async function endExport(trx: Transaction, ctx: Context, id: string, end: JobEnd): Promise<void> {
  const row = await lockExport(trx, id);
  if (!row || !["queued", "running"].includes(row.state)) return;
  const state = end.state === "cancelled" ? "cancelled" : "failed";
  const finished_on = sqlTime(ctx.clock.now().toISOString());
  // A cancel has already recorded who asked for it.
  const told = state === "failed" ? { error_message: end.message } : {};
  // An incomplete file is not worth going on from, and one that fills a disk must not keep it full.
  const isWorthless = state === "cancelled" || [ROWS_NOT_READ, DISK_FULL].includes(end.code);
  const from = isWorthless ? { resume_point: null } : {};
  await updateExportRun(trx, id, { state, finished_on, ...told, ...from });
  if (isWorthless) await removeExportFiles(id);
  const subject = { type: "export", id } as const;
  await recordAudit(trx, (await actingFor(ctx, row.owner_id)) ?? ctx, {
    action: "export.finish",
    subject,
    data: { outcome: state, rows: Number(row.rows_done), code: end.code },
    ...(ctx.actor === null ? { system_actor: row.owner_name } : {}),
  });
  await publishEvent(trx, { event: "export.state", subject, data: { state } });
}
