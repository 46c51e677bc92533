import "server-only";
import { type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import { listAuditRows } from "@/db/audit/audit-log";
import { countDownload, type ExportRow, lockExport } from "@/db/exports/exports";
import { withTransaction } from "@/db/transaction";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import { stillMay } from "@/lib/auth/still-may";
import { type Actor, type Context, lastingContext } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { SLICE_BYTES } from "@/lib/limits/paced-stream";
import { type PacedStream, takeStreamPlace } from "@/lib/limits/stream-places";
import { knownWord } from "@/lib/fields/stored-word";
import { toLocalInput } from "@/lib/time/local-time";
import { type ByteRange, parseByteRange } from "./byte-range";
import { FILE_FORMATS } from "./export";
import { CONTENT_TYPE, dispositionOf, exportFile } from "@/lib/exports/file/export-files";
import { mayActOn } from "./export-of-row";
import { notYourExport, requireExport } from "./find-export";

export interface DownloadRequest {
  id: string;
  /** Headers of the request; null if absent. */
  range: string | null;
  ifRange: string | null;
  /** A HEAD request: nothing is downloaded or recorded. */
  isHead: boolean;
}

export interface Download {
  status: 200 | 206;
  headers: Record<string, string>;
  stream?: PacedStream;
}

/* A reader who loses session, role or account during a download keeps what has arrived and gets no more. */
const CHECK_EVERY_MS = 4000;
/* A download that resumes within this time counts as the same download. */
const SAME_DOWNLOAD_MS = 24 * 3600_000;

/**
 * The file of a finished export, whole or one range of it, for its owner and admins. The right is checked during the
 * download, which stops within five seconds of losing it. Each download leaves one audit entry before its first byte;
 * one that resumes from a later byte within a day does not count again. Throws 403, 404, 409 while there is no file
 * yet, 410 if the file is gone or not the one that was written, 416, and 429 (four downloads per person).
 */
export async function downloadExport(ctx: Context, request: DownloadRequest): Promise<Download> {
  const actor = authorize(ctx, "export.download");
  const row = await requireExport(ctx.db, request.id);
  if (!mayActOn(row, actor)) throw notYourExport(row);
  requireReady(row, ctx.clock.now());
  const size = Number(row.bytes);
  const etag = `"${row.sha256 ?? row.id}"`;
  const asked = request.ifRange === null || request.ifRange === etag ? request.range : null;
  const range = parseByteRange(asked, size);
  if (range === "unsatisfiable") throw unsatisfiable(size);
  const place = request.isHead ? null : takeStreamPlace("file", actor.id);
  const file = await openFile(row, size).catch((error: unknown) => {
    place?.giveBack();
    throw error;
  });
  try {
    const answer = { status: range ? (206 as const) : (200 as const), headers: headersOf(ctx, row, range) };
    if (place === null) {
      await file.close();
      return answer;
    }
    await recordDownload(ctx, actor, row, range);
    const mayGoOn = () =>
      stillMay(lastingContext(ctx), actor, "export.download", (present) =>
        mayActOn(row, { ...actor, role: present.role }),
      );
    const bytes = streamOf(ctx, file, range ?? { first: 0, last: size - 1 }, mayGoOn);
    return { ...answer, stream: place.send(bytes) };
  } catch (error) {
    place?.giveBack();
    await file.close();
    throw error;
  }
}

function requireReady(row: ExportRow, now: Date): void {
  if (row.state === "queued" || row.state === "running") {
    throw new AppError("conflict", `This export is ${row.state}. Its file is not finished yet.`);
  }
  const isPast =
    row.expires_on !== null && Date.parse(`${row.expires_on.replace(" ", "T")}Z`) <= now.getTime();
  if (row.state !== "ready" || isPast) {
    throw new AppError("gone", "There is no file any more. Run the export again to get a new one.");
  }
}

async function openFile(row: ExportRow, size: number): Promise<FileHandle> {
  try {
    const file = await open(exportFile(row.id, formatOf(row)), "r");
    if ((await file.stat()).size === size) return file;
    await file.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  throw new AppError("gone", "The file is not the one that was written. Run the export again.");
}

function formatOf({ id, format }: Pick<ExportRow, "id" | "format">) {
  return knownWord(FILE_FORMATS, format, `Export ${id}`);
}

function headersOf(ctx: Context, row: ExportRow, range: ByteRange | null): Record<string, string> {
  const size = Number(row.bytes);
  const format = formatOf(row);
  const made = `${(row.finished_on ?? row.created_on).replace(" ", "T")}Z`;
  return {
    "Content-Type": CONTENT_TYPE[format],
    "Content-Disposition": dispositionOf(row.name, format, toLocalInput(made, ctx.zone).slice(0, 10)),
    "Content-Length": String(range ? range.last - range.first + 1 : size),
    "Accept-Ranges": "bytes",
    "Cache-Control": "no-store, no-transform",
    ...(row.sha256 === null ? {} : { ETag: `"${row.sha256}"` }),
    ...(range ? { "Content-Range": `bytes ${range.first}-${range.last}/${size}` } : {}),
  };
}

/* The row is locked, so that a file being deleted at this moment does not count as downloaded. */
async function recordDownload(
  ctx: Context,
  actor: Actor,
  { id }: ExportRow,
  range: ByteRange | null,
): Promise<void> {
  await withTransaction(ctx.db, async (trx) => {
    const row = await lockExport(trx, id);
    if (row?.state !== "ready") throw new AppError("gone", "There is no file any more.");
    if (range && range.first > 0) {
      const from = new Date(ctx.clock.now().getTime() - SAME_DOWNLOAD_MS);
      const about = { actor_id: actor.id, subject_type: "export", subject_id: id };
      const page = { after: null, backward: false, limit: 1 };
      const earlier = await listAuditRows(trx, { ...about, actions: ["export.download"], from }, page);
      if (earlier.length > 0) return;
    }
    await countDownload(trx, id);
    await recordAudit(trx, ctx, {
      action: "export.download",
      subject: { type: "export", id },
      data: { name: row.name, rows: Number(row.rows_done), bytes: Number(row.bytes), sha256: row.sha256 },
    });
  });
}

function streamOf(
  ctx: Context,
  file: FileHandle,
  { first, last }: ByteRange,
  mayGoOn: () => Promise<boolean>,
): ReadableStream<Uint8Array> {
  if (last < first) {
    void file.close();
    return new Blob([]).stream();
  }
  // The stream closes the file at its end, on an error and when the reader leaves.
  const read = file.createReadStream({
    start: first,
    end: last,
    signal: ctx.signal,
    highWaterMark: SLICE_BYTES,
  });
  const timer = setInterval(() => void check(), CHECK_EVERY_MS);
  timer.unref();
  const check = async () => {
    if (!(await mayGoOn())) read.destroy(new Error("the reader may not read any more"));
  };
  read.once("close", () => clearInterval(timer));
  return Readable.toWeb(read) as ReadableStream<Uint8Array>;
}

function unsatisfiable(size: number): AppError {
  return new AppError("range_not_satisfiable", `The file has ${size} bytes.`, {
    headers: { "Content-Range": `bytes */${size}` },
  });
}
