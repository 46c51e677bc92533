import "server-only";
import { randomUUID } from "node:crypto";
import { databaseFault } from "@/db/errors";
import { type ExportBatchRequest, lastPassId, listExportBatch } from "@/db/pass-export";
import { findLiveSession } from "@/db/sessions";
import { recordAudit } from "../audit/record-audit";
import { authorize } from "../auth/authorize";
import { may } from "../auth/permissions";
import { actorOf } from "../auth/session";
import type { Actor, Context } from "../context";
import { toLocalInput } from "../local-time";
import { countPasses } from "./count-passes";
import { csvWriter } from "./export-csv";
import { jsonWriter, type RowsWriter } from "./export-json";
import type { ExportFormat, ExportRequest } from "./export-request";
import { takeExportSlot } from "./export-slots";
import { type ExportPart, exportStream, type ExportWatch } from "./export-stream";
import { tooBroad } from "./list-passes";
import { passQueryIdentity } from "./pass-query";
import { isServed } from "./pass-sorts";
import { resolveConditions } from "./resolve-conditions";

export interface PassExport {
  stream: ReadableStream<Uint8Array>;
  filename: string;
  content_type: string;
}

/* The first rows should be on their way at once, the rest in few round trips. */
const FIRST_ROWS = 1000;
const BATCH_ROWS = 2500;
const FIRST_LIMIT_MS = 2500;
const BATCH_LIMIT_MS = 25_000;
const ATTEMPTS = 4;

const FILES: Record<ExportFormat, { extension: string; content_type: string }> = {
  csv: { extension: "csv", content_type: "text/csv; charset=utf-8; header=present" },
  "csv-excel": { extension: "csv", content_type: "text/csv; charset=utf-8; header=present" },
  ndjson: { extension: "ndjson", content_type: "application/x-ndjson" },
};

/**
 * Every pass of a list, in the list's order, as a stream of CSV or JSON lines; rows that come after the start are left out.
 * The audit log gets an entry before the first byte and one with rows, bytes and SHA-256 at the end, whatever the end.
 * Throws before the stream: 403, 422 `too_broad`, 429 (one a person, three a process) and 503.
 */
export async function exportPasses(ctx: Context, request: ExportRequest): Promise<PassExport> {
  const actor = authorize(ctx, "pass.export");
  const giveBack = takeExportSlot(actor.id);
  try {
    const now = ctx.clock.now();
    const writer = request.format === "ndjson" ? jsonWriter(request, now) : csvWriter(request, now);
    const [first, expected] = await Promise.all([
      firstPart(ctx, request, writer, now),
      countPasses(ctx, { ...request.query, count: "bounded" }),
    ]);
    const about = { export_id: randomUUID(), format: request.format, columns: request.columns };
    await recordAudit(ctx.db, ctx, {
      action: "pass.export.started",
      subject: null,
      data: { ...about, time_zone: request.time_zone, query: passQueryIdentity(request.query), expected },
    });
    const { extension, content_type } = FILES[request.format];
    return {
      stream: exportStream(first, watch(ctx, actor, about, giveBack)),
      filename: `passes-${toLocalInput(now.toISOString(), ctx.zone).slice(0, 16).replace("T", "-").replace(":", "")}.${extension}`,
      content_type,
    };
  } catch (error) {
    giveBack();
    throw error;
  }
}

async function firstPart(
  ctx: Context,
  { query }: ExportRequest,
  writer: RowsWriter,
  now: Date,
): Promise<ExportPart> {
  const [lastId, conditions] = await Promise.all([
    lastPassId(ctx.exportDb),
    resolveConditions(ctx.db, query, { now, zone: ctx.zone }),
  ]);
  const served = isServed(query);
  const batch = {
    columns: writer.columns,
    conditions,
    order: { column: query.sort.field, direction: query.sort.direction },
  };
  const idAt = writer.columns.length;
  const read = async (
    after: ExportBatchRequest["after"],
    limit: number,
    limit_ms: number,
  ): Promise<ExportPart> => {
    const { rows, next } = await readBatch(ctx, { ...batch, after, limit }, limit_ms);
    const exported = rows.filter((row) => Number(row[idAt]) <= lastId);
    const body = writer.bytes(exported);
    const bytes = after === null ? Buffer.concat([Buffer.from(writer.head), body]) : body;
    return { bytes, rows: exported.length, next: next && (() => read(next, BATCH_ROWS, BATCH_LIMIT_MS)) };
  };
  return read(null, FIRST_ROWS, FIRST_LIMIT_MS).catch((error: unknown) => {
    throw databaseFault(error) === "too_slow" && !served ? tooBroad(error) : error;
  });
}

/* A batch knows where it starts, so one that was lost with its connection is simply read again. */
async function readBatch(ctx: Context, batch: ExportBatchRequest, limit_ms: number) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await listExportBatch(ctx.exportDb, batch, { limit_ms });
    } catch (error) {
      if (databaseFault(error) !== "unavailable" || batch.after === null || attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** attempt));
    }
  }
}

function watch(
  ctx: Context,
  actor: Actor,
  about: Record<string, unknown>,
  giveBack: () => void,
): ExportWatch {
  return {
    signal: ctx.signal,
    mayGoOn: async () => {
      try {
        const session = actor.sessionId === null ? null : await findLiveSession(ctx.db, actor.sessionId);
        const present = session && actorOf({ ...session, id: session.user_id }, actor.sessionId);
        return present !== null && may(present.role, "pass.export");
      } catch (error) {
        // The database being away ends the export by itself, or it comes back in time.
        ctx.log.warn({ event: "export.check", err: error }, "session not checked");
        return true;
      }
    },
    ended: async (result, error) => {
      giveBack();
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
