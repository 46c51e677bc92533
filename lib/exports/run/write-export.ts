import "server-only";
import { join } from "node:path";
import type { Snapshot } from "@/db/snapshot";
import type { AuthorizedContext } from "@/lib/auth/authorize";
import type { JobRun } from "@/lib/jobs/job-run";
import type { PassQuery } from "@/lib/passes/query/pass-query";
import { RowSink } from "@/lib/passes/export/row-sink";
import { fileWriter } from "@/lib/exports/file/file-writer";
import type { FileAsk, FileWriter } from "@/lib/exports/file/file-ask";
import { type FrozenRows, openFrozenRows } from "./read-frozen-rows";
import { IdsReader } from "@/lib/exports/file/ids-file";
import { type ExportTools, openPointWriter, type PointWriter } from "@/lib/exports/file/point-writer";
import type { ResumePoint } from "@/lib/exports/file/resume-point";
import { requireFrozenRows } from "./require-frozen-rows";

export interface ExportTask {
  id: string;
  query: PassQuery;
  folder: string;
  ask: FileAsk;
  /** The snapshot that the ids are from; null if another attempt stored them. The caller ends it. */
  snapshot: Snapshot | null;
  rows_total: number;
  point: ResumePoint;
  tools: ExportTools;
}

const SINK_BYTES = 4 * 1024 * 1024;

/**
 * Writes all rows after the resume point and answers the point of the complete file, closed and on disk. The next batch
 * is read while the last one is written. Until it returns, only saved points count; a later run continues from there.
 * Throws `JobRefused` if rows that still exist were not read.
 */
export async function writeExport(
  ctx: AuthorizedContext,
  run: JobRun,
  task: ExportTask,
): Promise<ResumePoint> {
  if (task.point.sha256 !== null) return task.point;
  const writer = await openPointWriter(run, task);
  const ids = await IdsReader.open(join(task.folder, task.point.ids));
  if (ids === null) throw new Error("the ids of the export are gone");
  const file = fileWriter(task.ask, task.point.sheet);
  const rows = openFrozenRows(ctx, {
    query: task.query,
    columns: file.encoder.columns,
    ids,
    instants: task.snapshot === null ? task.point.instants : 1,
    snapshot: task.snapshot,
  });
  try {
    const written = await writeAll(run, task, { writer, file, rows });
    // What there is now is counted outside the snapshot.
    await rows.close();
    await requireFrozenRows(ctx, { ...task, rows: written, ids });
    return await writer.complete(await file.tail(written));
  } catch (error) {
    await writer.leave(error);
    throw run.signal.aborted ? run.signal.reason : error;
  } finally {
    await rows.close();
    await ids.close();
  }
}

interface Open {
  writer: PointWriter;
  file: FileWriter;
  rows: FrozenRows;
}

async function writeAll(run: JobRun, task: ExportTask, { writer, file, rows }: Open): Promise<number> {
  const sinks = [new RowSink(file.encoder, SINK_BYTES), new RowSink(file.encoder, SINK_BYTES)] as const;
  let { position, rows: done, missing } = writer.point;
  let writing =
    writer.point.bytes === 0 ? writer.write(await file.head(), { sheet: file.state() }) : Promise.resolve();
  let isOver = done + missing > 0 && position === null;
  try {
    for (let turn = 0; !isOver; turn++) {
      run.signal.throwIfAborted();
      const sink = turn % 2 === 0 ? sinks[0] : sinks[1];
      sink.clear();
      sink.before = done;
      const [batch] = await Promise.all([rows.read(position, sink), writing]);
      isOver = batch.next === null;
      position = batch.next;
      done += sink.rows;
      missing += batch.missing;
      const reached = { position, rows: done, missing, instants: rows.instants() };
      writing = file
        .pack(sink.bytes())
        .then((bytes) => writer.write(bytes, { ...reached, sheet: file.state() }));
      // The next turn awaits this promise, or the end of this function.
      writing.catch(() => undefined);
      run.report(done, task.rows_total);
    }
    await writing;
  } finally {
    // Wait, whatever the outcome: nothing may be written after this function returns.
    await writing.catch(() => undefined);
  }
  return done;
}
