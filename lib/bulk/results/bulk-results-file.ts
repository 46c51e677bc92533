import "server-only";
import { type BulkRow, findBulk } from "@/db/bulk/bulk-corrections";
import { listItems } from "@/db/bulk/bulk-item-rows";
import { openSnapshot, type Snapshot } from "@/db/snapshot";
import { authorize, type Authorized } from "@/lib/auth/authorize";
import { stillMay } from "@/lib/auth/still-may";
import { type Context, lastingContext } from "@/lib/context";
import { csvLine, textCell } from "@/lib/csv/csv-line";
import { type ExportPart, exportStream, type ExportWatch } from "@/lib/csv/export-stream";
import { type PacedStream, takeStreamPlace } from "@/lib/limits/stream-places";
import { CORRECTABLE_FIELDS, type CorrectableField, PASS_FIELDS } from "@/lib/passes/pass-fields";
import type { BulkChanges, BulkItem, BulkOutcome } from "@/lib/bulk/bulk";
import { completeItems } from "./complete-items";
import { bulkNotFound, isBulkId } from "@/lib/bulk/bulk-id";

export interface BulkResultsFile {
  stream: PacedStream;
  filename: string;
}

const BATCH = 500;

/**
 * The results as CSV, one record per pass: the pass, the outcome, why, each corrected field before and after, and the
 * entry in the audit log; all as they were at the instant the file began. Reads only as fast as its reader and holds one
 * batch in memory. An instant is kept for five minutes; a stream that takes longer, or loses its database connection, breaks
 * off. Throws 403, 404, 429 (one per person, three per process) and 503 before the stream starts.
 */
export async function bulkResultsFile(
  ctx: Context,
  bulkId: string,
  outcome: BulkOutcome | null,
): Promise<BulkResultsFile> {
  const actor = authorize(ctx, "bulk.read");
  const row = isBulkId(bulkId) ? await findBulk(ctx.db, bulkId) : null;
  if (!row) throw bulkNotFound();
  const place = takeStreamPlace("export", actor.id);
  let snapshot: Snapshot | null = null;
  try {
    snapshot = await openSnapshot(ctx.exportDb);
    const first = await firstPart(ctx, snapshot, row, outcome);
    return {
      stream: place.send(exportStream(first, watch(lastingContext(ctx), actor, snapshot))),
      filename: `bulk-correction-${bulkId}.csv`,
    };
  } catch (error) {
    place.giveBack();
    await snapshot?.end();
    throw error;
  }
}

function watch(ctx: Context, actor: Authorized, snapshot: Snapshot): ExportWatch {
  return {
    signal: ctx.signal,
    mayGoOn: () => stillMay(ctx, actor, "bulk.read"),
    ended: async ({ outcome }, error) => {
      await snapshot.end();
      if (error) ctx.log.warn({ event: "export.ended", outcome, err: error }, "results not finished");
    },
  };
}

function headOf(fields: readonly CorrectableField[]): string {
  const values = fields.flatMap((field) => [`${field}_before`, `${field}_after`]);
  return csvLine(["pass_id", "pass_uuid", "outcome", "why", ...values, "audit_id"]);
}

function firstPart(
  ctx: Context,
  snapshot: Snapshot,
  row: BulkRow,
  outcome: BulkOutcome | null,
): Promise<ExportPart> {
  const fields = CORRECTABLE_FIELDS.filter((field) => field in (row.changes as BulkChanges));
  const at = { now: ctx.clock.now(), zone: ctx.zone };
  const read = async (after: number): Promise<ExportPart> => {
    const { items, shown } = await snapshot.read(async (trx) => {
      const found = await listItems(trx, String(row.id), { outcome, after, limit: BATCH });
      return { items: found, shown: await completeItems(trx, row, found, at) };
    });
    const last = items.length < BATCH ? undefined : items.at(-1)?.pass_id;
    const lines = shown.map((item) => lineOf(item, fields)).join("");
    return {
      bytes: Buffer.from((after === 0 ? headOf(fields) : "") + lines),
      rows: items.length,
      next: last === undefined ? null : () => read(last),
    };
  };
  return read(0);
}

function lineOf(item: BulkItem, fields: readonly CorrectableField[]): string {
  const changed = new Map(item.changes.map((change) => [change.field, change]));
  const values = fields.flatMap((field) => {
    const change = changed.get(field);
    return [cell(field, change?.before ?? null), cell(field, change?.after ?? null)];
  });
  const why = item.why === null ? "" : textCell(item.why.message);
  return csvLine([
    item.pass_id,
    textCell(item.pass_uuid ?? ""),
    item.outcome,
    why,
    ...values,
    item.audit_id ?? "",
  ]);
}

/* Times and counts are not text, so they stay byte for byte. */
function cell(field: CorrectableField, value: string | number | null): string {
  const { kind } = PASS_FIELDS[field];
  if (value === null) return "";
  return kind === "time" || kind === "count" ? String(value) : textCell(String(value));
}
