import "server-only";
import { randomUUID } from "node:crypto";
import { databaseFault, mayPass } from "@/db/database-errors";
import { type ExportBatchRequest, lastPassId, readExportBatch } from "@/db/exports/pass-export";
import type { Keyset } from "@/db/query/conditions";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize, type Authorized } from "@/lib/auth/authorize";
import { stillMay } from "@/lib/auth/still-may";
import { type Context, lastingContext } from "@/lib/context";
import { type PacedStream, takeStreamPlace } from "@/lib/limits/stream-places";
import { type ExportPart, exportStream, type ExportWatch } from "@/lib/csv/export-stream";
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
const ATTEMPTS = 4;

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
 * Every pass of a list, in the list's order, as a stream of CSV or JSON lines; rows added after the start are left out.
 * The audit log gets an entry before the first byte, and one with rows, bytes and SHA-256 at the end, even if it fails.
 * Throws before the stream starts: 403, 422 `too_broad`, 429 (one per person, three per process) and 503.
 */
export async function exportPasses(ctx: Context, request: ExportRequest): Promise<PassExport> {
  const actor = authorize(ctx, "pass.export");
  const place = takeStreamPlace("export", actor.id);
  try {
    const now = ctx.clock.now();
    const { extension, content_type, encoder: encoderOf } = FORMATS[request.format];
    const encoder = encoderOf(request, now);
    const [first, expected] = await Promise.all([
      firstPart(ctx, request, encoder, now),
      countPasses(ctx, { ...request.query, count: "bounded" }),
    ]);
    const about = { export_id: randomUUID(), format: request.format, columns: request.columns };
    await recordAudit(ctx.db, ctx, {
      action: "pass.export.started",
      subject: null,
      data: { ...about, time_zone: request.time_zone, query: passQueryIdentity(request.query), expected },
    });
    return {
      stream: place.send(exportStream(first, watch(lastingContext(ctx), actor, about))),
      filename: `passes-${toLocalInput(now.toISOString(), ctx.zone).slice(0, 16).replace("T", "-").replace(":", "")}.${extension}`,
      content_type,
    };
  } catch (error) {
    place.giveBack();
    throw error;
  }
}

async function firstPart(
  ctx: Context,
  { query }: ExportRequest,
  encoder: RowEncoder,
  now: Date,
): Promise<ExportPart> {
  const [lastId, conditions] = await Promise.all([
    lastPassId(ctx.exportDb),
    resolveConditions(ctx.db, query, { now, zone: ctx.zone }),
  ]);
  const served = isServed(query);
  const batch = {
    columns: encoder.columns,
    conditions,
    order: { column: query.sort.field, direction: query.sort.direction },
  };
  const read = async (after: Keyset | null, limit: number, limit_ms: number): Promise<ExportPart> => {
    // Each part is sent with its buffer, so each needs a buffer of its own.
    const sink = new RowSink(encoder, limit * ROW_BYTES);
    const next = await readBatch(ctx, { ...batch, after, limit }, { limit_ms, lastId, sink });
    const body = sink.bytes();
    const bytes = after === null ? Buffer.concat([Buffer.from(encoder.head), body]) : body;
    return { bytes, rows: sink.rows, next: next && (() => read(next, BATCH_ROWS, BATCH_LIMIT_MS)) };
  };
  return read(null, FIRST_ROWS, FIRST_LIMIT_MS).catch((error: unknown) => {
    throw databaseFault(error) === "too_slow" && !served ? tooBroad(error) : error;
  });
}

/* A batch knows where it starts, so one that met a passing fault is read again. */
async function readBatch(
  ctx: Context,
  batch: ExportBatchRequest,
  { limit_ms, lastId, sink }: { limit_ms: number; lastId: number; sink: RowSink },
): Promise<Keyset | null> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readExportBatch(ctx.exportDb, batch, { limit_ms, signal: ctx.signal }, (row) => {
        if (row.number(0) <= lastId) sink.add(row);
      });
    } catch (error) {
      if (!mayPass(error) || batch.after === null || attempt === ATTEMPTS) throw error;
      sink.clear();
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
    }
  }
}

function watch(ctx: Context, actor: Authorized, about: Record<string, unknown>): ExportWatch {
  return {
    signal: ctx.signal,
    mayGoOn: () => stillMay(ctx, actor, "pass.export"),
    ended: async (result, error) => {
      if (error)
        ctx.log.warn({ event: "export.ended", outcome: result.outcome, err: error }, "export not finished");
      try {
        await recordAudit(ctx.db, ctx, {
          action: "pass.export.finished",
          subject: null,
          data: { ...about, ...result },
        });
      } catch (failure) {
        ctx.log.error({ event: "export.unrecorded", ...result, err: failure }, "end of export not recorded");
        throw failure;
      }
    },
  };
}
