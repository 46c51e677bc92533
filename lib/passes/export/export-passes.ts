import "server-only";
import { randomUUID } from "node:crypto";
import { databaseFault } from "@/db/database-errors";
import { readExportBatch } from "@/db/exports/pass-export";
import type { Keyset } from "@/db/query/conditions";
import { openSnapshot, type Snapshot } from "@/db/snapshot";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize, type Authorized } from "@/lib/auth/authorize";
import { stillMay } from "@/lib/auth/still-may";
import { type Context, lastingContext } from "@/lib/context";
import { type PacedStream, takeStreamPlace } from "@/lib/limits/stream-places";
import { type ExportPart, exportStream, type ExportWatch } from "@/lib/csv/export-stream";
import { whyBrokenOff } from "@/lib/csv/why-broken-off";
import { toLocalInput } from "@/lib/time/local-time";
import { countPasses } from "@/lib/passes/list/count-passes";
import { csvEncoder } from "./export-csv";
import { jsonEncoder } from "./export-json";
import type { ExportFormat, ExportRequest } from "./export-request";
import { tooBroad } from "@/lib/passes/list/read-limit";
import { passQueryIdentity } from "@/lib/passes/query/pass-query";
import { isServed } from "@/lib/passes/query/pass-sorts";
import { resolveConditions } from "@/lib/passes/query/resolve-conditions";
import type { RowEncoder } from "./row-encoder";
import { RowSink } from "./row-sink";

export interface PassExport {
  stream: PacedStream;
  filename: string;
  content_type: string;
}

/* Few, so that the first rows leave at once; later batches are larger to save round trips. */
const FIRST_ROWS = 1000;
const BATCH_ROWS = 5000;
/** Bytes reserved per row; the buffer grows for longer rows. */
const ROW_BYTES = 600;
const FIRST_LIMIT_MS = 2500;
const BATCH_LIMIT_MS = 25_000;

interface Format {
  extension: string;
  content_type: string;
  encoder: (request: ExportRequest, now: Date) => RowEncoder;
}

const CSV = { extension: "csv", content_type: "text/csv; charset=utf-8; header=present" };
const FORMATS: Record<ExportFormat, Format> = {
  csv: { ...CSV, encoder: (request, now) => csvEncoder({ ...request, for_excel: false }, now) },
  "csv-excel": { ...CSV, encoder: (request, now) => csvEncoder({ ...request, for_excel: true }, now) },
  ndjson: { extension: "ndjson", content_type: "application/x-ndjson", encoder: jsonEncoder },
};

/**
 * Every pass of a list, in the list's order, as a stream of CSV or JSON lines: each row once, as it was at the instant the
 * export began. An instant is kept for five minutes; a stream that takes longer, or loses its database connection, breaks off.
 * The audit log gets an entry before the first byte, and one with rows, bytes and SHA-256 at the end, even if it fails.
 * Throws before the stream starts: 403, 422 `too_broad`, 429 (one per person, three per process) and 503.
 */
export async function exportPasses(ctx: Context, request: ExportRequest): Promise<PassExport> {
  const actor = authorize(ctx, "pass.export");
  const place = takeStreamPlace("export", actor.id);
  let snapshot: Snapshot | null = null;
  try {
    snapshot = await openSnapshot(ctx.exportDb);
    const now = ctx.clock.now();
    const { extension, content_type, encoder: encoderOf } = FORMATS[request.format];
    const encoder = encoderOf(request, now);
    const [first, expected] = await Promise.all([
      firstPart(ctx, snapshot, request, { encoder, now }),
      countPasses(ctx, { ...request.query, count: "bounded" }),
    ]);
    const about = { export_id: randomUUID(), format: request.format, columns: request.columns };
    await recordAudit(ctx.db, ctx, {
      action: "pass.export.started",
      subject: null,
      data: { ...about, time_zone: request.time_zone, query: passQueryIdentity(request.query), expected },
    });
    return {
      stream: place.send(exportStream(first, watch(lastingContext(ctx), actor, snapshot, about))),
      filename: `passes-${toLocalInput(now.toISOString(), ctx.zone).slice(0, 16).replace("T", "-").replace(":", "")}.${extension}`,
      content_type,
    };
  } catch (error) {
    place.giveBack();
    await snapshot?.end();
    throw error;
  }
}

async function firstPart(
  ctx: Context,
  snapshot: Snapshot,
  { query }: ExportRequest,
  { encoder, now }: { encoder: RowEncoder; now: Date },
): Promise<ExportPart> {
  const conditions = await snapshot.read((trx) => resolveConditions(trx, query, { now, zone: ctx.zone }));
  const served = isServed(query);
  const batch = {
    columns: encoder.columns,
    conditions,
    order: { column: query.sort.field, direction: query.sort.direction },
  };
  const read = async (after: Keyset | null, limit: number, limit_ms: number): Promise<ExportPart> => {
    // Each part is sent with its buffer, so each needs a buffer of its own.
    const sink = new RowSink(encoder, limit * ROW_BYTES);
    const options = { limit_ms, signal: ctx.signal };
    const next = await snapshot.read((trx) =>
      readExportBatch(trx, { ...batch, after, limit }, options, (row) => sink.add(row)),
    );
    const body = sink.bytes();
    const bytes = after === null ? Buffer.concat([Buffer.from(encoder.head), body]) : body;
    return { bytes, rows: sink.rows, next: next && (() => read(next, BATCH_ROWS, BATCH_LIMIT_MS)) };
  };
  return read(null, FIRST_ROWS, FIRST_LIMIT_MS).catch((error: unknown) => {
    throw databaseFault(error) === "too_slow" && !served ? tooBroad(error) : error;
  });
}

function watch(
  ctx: Context,
  actor: Authorized,
  snapshot: Snapshot,
  about: Record<string, unknown>,
): ExportWatch {
  return {
    signal: ctx.signal,
    mayGoOn: () => stillMay(ctx, actor, "pass.export"),
    ended: async (result, error) => {
      await snapshot.end();
      if (error)
        ctx.log.warn({ event: "export.ended", outcome: result.outcome, err: error }, "export not finished");
      try {
        await recordAudit(ctx.db, ctx, {
          action: "pass.export.finished",
          subject: null,
          data: { ...about, ...result, ...whyBrokenOff(error) },
        });
      } catch (failure) {
        ctx.log.error({ event: "export.unrecorded", ...result, err: failure }, "end of export not recorded");
        throw failure;
      }
    },
  };
}
