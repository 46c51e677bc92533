import "server-only";
import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { updateExportRun } from "@/db/exports/export-runs";
import { lockExport } from "@/db/exports/exports";
import { recordAudit } from "@/lib/audit/record-audit";
import type { AuthorizedContext } from "@/lib/auth/authorize";
import { publishEvent } from "@/lib/events/publish-event";
import type { JobRun } from "@/lib/jobs/job-run";
import { sqlTime } from "@/lib/time/sql-time";
import { type FileFormat, KEPT_DAYS } from "@/lib/exports/export";
import { exportFile, exportFolder, exportOfFile } from "@/lib/exports/file/export-files";
import { removeFile, renameForGood, sizeOf } from "@/lib/exports/file/part-file";
import type { ResumePoint } from "@/lib/exports/file/resume-point";

const DAY_MS = 86_400_000;

interface Finished {
  id: string;
  format: FileFormat;
  rows_total: number;
  point: ResumePoint;
}

/**
 * Gives the complete file its final name and marks the export ready, in a transaction that checks that this run still
 * has the job. After a crash between the two, the next attempt finds the file under its final name.
 */
export async function finishExport(ctx: AuthorizedContext, run: JobRun, finished: Finished): Promise<void> {
  const { id, format, rows_total, point } = finished;
  const file = exportFile(id, format);
  // Rows that no longer exist: counted one by one if ids were stored, otherwise by the difference.
  const missing = Math.max(point.missing, rows_total - point.rows, 0);
  const now = ctx.clock.now();
  await run.finish(async (trx) => {
    const row = await lockExport(trx, id);
    if (row?.state !== "running") return;
    await renameForGood(join(exportFolder(), point.part), file);
    // The next attempt finds nothing to resume and starts over.
    if ((await sizeOf(file)) !== point.bytes) throw new Error("the file of the export is gone");
    await updateExportRun(trx, id, {
      state: "ready",
      rows_done: String(point.rows),
      bytes: String(point.bytes),
      sha256: point.sha256,
      finished_on: sqlTime(now.toISOString()),
      expires_on: sqlTime(new Date(now.getTime() + KEPT_DAYS * DAY_MS).toISOString()),
    });
    const subject = { type: "export", id } as const;
    const { rows, bytes, sha256, instants } = point;
    await recordAudit(trx, ctx, {
      action: "export.finish",
      subject,
      data: { outcome: "ready", rows, bytes, sha256, missing, instants },
      op_id: `export-ready-${id}-${run.id}`,
    });
    await publishEvent(trx, { event: "export.state", subject, data: { state: "ready" } });
  });
  for (const left of await otherFiles(id, [basename(file)])) await removeFile(left);
}

/** The paths of an export's files, but for those that are kept. */
export async function otherFiles(id: string, kept: readonly string[]): Promise<string[]> {
  const folder = exportFolder();
  const names = (await readdir(folder)).filter((name) => exportOfFile(name) === id && !kept.includes(name));
  return names.map((name) => join(folder, name));
}
