import "server-only";
import { randomUUID } from "node:crypto";
import { readdir, rm, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { listExpiredExports, lockExport, readExportStates, updateExport } from "@/db/exports/exports";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Context } from "@/lib/context";
import { publishEvent } from "@/lib/events/publish-event";
import { requireClock } from "@/lib/time/follow-clock";
import type { JobHandler, JobRun } from "@/lib/jobs/job-run";
import { EXPORT_STATES, FILE_FORMATS, KEPT_DAYS } from "@/lib/exports/export";
import { endLostStreams } from "./end-lost-streams";
import { exportFile, exportFolder, exportOfFile, removeExportFiles } from "@/lib/exports/file/export-files";

const BATCH = 100;
const DAY_MS = 24 * 3600_000;

/**
 * Deletes expired export files, and files that runs left behind; each expired export gets its audit entry, and each
 * file at once that was lost with its process its end. Files still in use stay.
 * @unauthorized The program tidies up after itself.
 */
export const sweepExportsJob: JobHandler = {
  run: async (ctx, run) => {
    await requireClock(ctx.db);
    await expireExports(ctx, run);
    await removeLeftFiles(ctx, run);
    await endLostStreams(ctx, run);
  },
};

/*
 * The state changes before the file is deleted: a request in between gets a 410, and the next sweep finds what is left.
 */
async function expireExports(ctx: Context, run: JobRun): Promise<void> {
  const now = ctx.clock.now();
  const failed_before = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  for (;;) {
    const due = await listExpiredExports(ctx.db, { now, failed_before, limit: BATCH });
    for (const { id } of due) {
      run.signal.throwIfAborted();
      // If the export was resumed in the meantime, what it has written stays.
      if (await expireExport(ctx, run, id)) await removeExportFiles(id);
    }
    if (due.length < BATCH) return;
  }
}

async function expireExport(ctx: Context, run: JobRun, id: string): Promise<boolean> {
  return run.transact(async (trx) => {
    const row = await lockExport(trx, id);
    if (row?.state !== "ready" && row?.state !== "failed") return false;
    await updateExport(trx, id, { state: "expired" });
    const subject = { type: "export", id } as const;
    await recordAudit(trx, ctx, {
      action: "export.remove",
      subject,
      data: { name: row.name, was: row.state, outcome: "expired" },
      system_actor: "PassDesk",
    });
    await publishEvent(trx, { event: "export.state", subject, data: { state: "expired" } });
    return true;
  });
}

/*
 * Deletes files that no export needs: those of an expired export at once; after a day other leftovers, whose export is
 * ready, canceled or unknown. Files of queued, running and failed exports stay.
 */
async function removeLeftFiles(ctx: Context, run: JobRun): Promise<void> {
  const folder = exportFolder();
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw error;
  });
  if (names.length === 0) return;
  const now_ms = await folderTime(folder);
  const ours = names.flatMap((name) => {
    const id = exportOfFile(name);
    return id === null ? [] : [{ name, id }];
  });
  for (let at = 0; at < ours.length; at += BATCH) {
    const files = ours.slice(at, at + BATCH);
    const rows = await readExportStates(ctx.db, [...new Set(files.map(({ id }) => id))]);
    for (const { name, id } of files) {
      run.signal.throwIfAborted();
      const row = rows.find((each) => each.id === id);
      const path = join(folder, name);
      if (!(await isLeft(path, row, now_ms))) continue;
      await rm(path, { force: true });
      ctx.log.info({ event: "export.file_swept", export_id: id, state: row?.state ?? null }, "file deleted");
    }
  }
}

/* The folder may be another machine's, which gives its files their times. */
async function folderTime(folder: string): Promise<number> {
  const probe = join(folder, `.time-${randomUUID()}`);
  await writeFile(probe, "");
  try {
    return (await stat(probe)).mtimeMs;
  } finally {
    await rm(probe, { force: true });
  }
}

async function isLeft(
  path: string,
  row: { id: string; state: string; format: string } | undefined,
  now_ms: number,
): Promise<boolean> {
  if (row?.state === "expired") return true;
  if (row?.state === "queued" || row?.state === "running" || row?.state === "failed") return false;
  if (row !== undefined) {
    const format = FILE_FORMATS.find((known) => known === row.format);
    const isKnown = format !== undefined && EXPORT_STATES.some((known) => known === row.state);
    // A file that only a newer version can name is swept by that version.
    if (!isKnown) return false;
    if (row.state === "ready" && basename(exportFile(row.id, format)) === basename(path)) return false;
  }
  return now_ms - (await stat(path)).mtimeMs > DAY_MS;
}
