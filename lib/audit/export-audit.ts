import "server-only";
import { randomUUID } from "node:crypto";
import { type AuditFilter, listAuditRows } from "@/db/audit/audit-log";
import { openSnapshot, type Snapshot } from "@/db/snapshot";
import { authorize, type Authorized } from "@/lib/auth/authorize";
import { stillMay } from "@/lib/auth/still-may";
import { type Context, lastingContext } from "@/lib/context";
import { type PacedStream, takeStreamPlace } from "@/lib/limits/stream-places";
import { type ExportPart, exportStream, type ExportWatch } from "@/lib/csv/export-stream";
import { whyBrokenOff } from "@/lib/csv/why-broken-off";
import { toLocalInput } from "@/lib/time/local-time";
import type { AuditExportRequest } from "./audit-export-request";
import { auditFilter, completeEntries } from "./audit-items";
import { type AuditLines, auditLines } from "./audit-lines";
import { AUDIT_QUERY } from "./audit-query";
import { recordAudit } from "./record-audit";

export interface AuditExport {
  stream: PacedStream;
  filename: string;
  content_type: string;
}

const BATCH = 1000;

/**
 * Streams every entry a query finds as CSV or JSON lines, newest first, as the log was at the instant the export began. An
 * instant is kept for five minutes; a stream that takes longer, or loses its database connection, breaks off. The export
 * itself is recorded: one entry before the first byte, and one at the end, however it ends, with rows, bytes and SHA-256. Throws before the stream starts: 403, 429 (one export per person, three per process) and 503.
 */
export async function exportAudit(
  ctx: Context,
  { format, ...query }: AuditExportRequest,
): Promise<AuditExport> {
  const actor = authorize(ctx, "audit.export");
  const place = takeStreamPlace("export", actor.id);
  let snapshot: Snapshot | null = null;
  try {
    snapshot = await openSnapshot(ctx.exportDb);
    const lines = auditLines(format);
    const first = await readPart(snapshot, auditFilter(ctx, query), lines, null);
    const about = { export_id: randomUUID(), format, query: AUDIT_QUERY.identity(query) };
    await recordAudit(ctx.db, ctx, {
      action: "audit.export",
      subject: null,
      data: { ...about, outcome: "started" },
    });
    const stamp = toLocalInput(ctx.clock.now().toISOString(), ctx.zone)
      .slice(0, 16)
      .replace("T", "-")
      .replace(":", "");
    return {
      stream: place.send(exportStream(first, watch(lastingContext(ctx), actor, snapshot, about))),
      filename: `audit-${stamp}.${format === "ndjson" ? "ndjson" : "csv"}`,
      content_type: format === "ndjson" ? "application/x-ndjson" : "text/csv; charset=utf-8; header=present",
    };
  } catch (error) {
    place.giveBack();
    await snapshot?.end();
    throw error;
  }
}

async function readPart(
  snapshot: Snapshot,
  filter: AuditFilter,
  lines: AuditLines,
  after: string | null,
): Promise<ExportPart> {
  const { rows, items } = await snapshot.read(async (trx) => {
    const found = await listAuditRows(trx, filter, { after, backward: false, limit: BATCH });
    return { rows: found, items: await completeEntries(trx, found) };
  });
  const last = rows.length < BATCH ? undefined : rows.at(-1);
  return {
    bytes: Buffer.from((after === null ? lines.head : "") + items.map(lines.line).join("")),
    rows: rows.length,
    next: last ? () => readPart(snapshot, filter, lines, last.id) : null,
  };
}

function watch(
  ctx: Context,
  actor: Authorized,
  snapshot: Snapshot,
  about: Record<string, unknown>,
): ExportWatch {
  return {
    signal: ctx.signal,
    mayGoOn: () => stillMay(ctx, actor, "audit.export"),
    ended: async (result, error) => {
      await snapshot.end();
      if (error) {
        ctx.log.warn({ event: "export.ended", outcome: result.outcome, err: error }, "export not finished");
      }
      await recordAudit(ctx.db, ctx, {
        action: "audit.export",
        subject: null,
        data: { ...about, ...result, ...whyBrokenOff(error) },
      });
    },
  };
}
