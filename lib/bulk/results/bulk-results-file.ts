import "server-only";
import { type BulkRow, findBulk } from "@/db/bulk/bulk-corrections";
import { listItems } from "@/db/bulk/bulk-item-rows";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { csvLine, textCell } from "@/lib/csv/csv-line";
import { CORRECTABLE_FIELDS, type CorrectableField, PASS_FIELDS } from "@/lib/passes/pass-fields";
import type { BulkChanges, BulkItem, BulkOutcome } from "@/lib/bulk/bulk";
import { type PacedStream, takeStreamPlace } from "@/lib/limits/stream-places";
import { completeItems } from "./complete-items";
import { bulkNotFound, isBulkId } from "@/lib/bulk/bulk-id";

export interface BulkResultsFile {
  stream: PacedStream;
  filename: string;
}

const BATCH = 500;

/**
 * The results as CSV, one record per pass: the pass, the outcome, why, each corrected field before and after, and the
 * entry in the audit log. Reads only as fast as its reader and holds one batch in memory. Throws 403, 404 and
 * 429 (four downloads per person) before the stream starts.
 */
export async function bulkResultsFile(
  ctx: Context,
  bulkId: string,
  outcome: BulkOutcome | null,
): Promise<BulkResultsFile> {
  const actor = authorize(ctx, "bulk.read");
  const row = isBulkId(bulkId) ? await findBulk(ctx.db, bulkId) : null;
  if (!row) throw bulkNotFound();
  const fields = CORRECTABLE_FIELDS.filter((field) => field in (row.changes as BulkChanges));
  let after: number | null = 0;
  const encoder = new TextEncoder();
  const stream = new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(encoder.encode(headOf(fields))),
      pull: async (controller) => {
        const part = after === null ? null : await readPart(ctx, row, { outcome, after, fields });
        if (part === null) return controller.close();
        after = part.last;
        controller.enqueue(encoder.encode(part.text));
        if (after === null) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return {
    stream: takeStreamPlace("file", actor.id).send(stream),
    filename: `bulk-correction-${bulkId}.csv`,
  };
}

function headOf(fields: readonly CorrectableField[]): string {
  const values = fields.flatMap((field) => [`${field}_before`, `${field}_after`]);
  return csvLine(["pass_id", "pass_uuid", "outcome", "why", ...values, "audit_id"]);
}

async function readPart(
  ctx: Context,
  row: BulkRow,
  {
    outcome,
    after,
    fields,
  }: { outcome: BulkOutcome | null; after: number; fields: readonly CorrectableField[] },
): Promise<{ text: string; last: number | null }> {
  const items = await listItems(ctx.exportDb, String(row.id), { outcome, after, limit: BATCH });
  const shown = await completeItems(ctx.exportDb, row, items, { now: ctx.clock.now(), zone: ctx.zone });
  return {
    text: shown.map((item) => lineOf(item, fields)).join(""),
    last: items.length < BATCH ? null : (items.at(-1)?.pass_id ?? null),
  };
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
