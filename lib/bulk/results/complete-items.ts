import "server-only";
import type { BulkRow } from "@/db/bulk/bulk-corrections";
import { listLoggedCorrections, type LoggedCorrection } from "@/db/bulk/bulk-batch";
import { type BulkItemRow, listItemsOf } from "@/db/bulk/bulk-item-rows";
import type { Database } from "@/db/connection";
import { listPassRows, type PassRow } from "@/db/passes/passes";
import { CORRECTABLE_FIELDS, type CorrectableField } from "@/lib/passes/pass-fields";
import { passFromRow } from "@/lib/passes/pass-row";
import { passState } from "@/lib/corrections/correctable-state";
import { BULK_OUTCOMES, type BulkItem } from "@/lib/bulk/bulk";
import { isKnown } from "@/lib/bulk/bulk-row";
import { storedWord } from "@/lib/fields/stored-word";
import { whySentence } from "@/lib/bulk/bulk-why";
import { planRow } from "@/lib/bulk/plan-row";

const LIMIT_MS = 2000;

type FieldChanges = BulkItem["changes"];

/**
 * Items with their passes and their changes: the recorded ones once done, before that the planned ones. At most four
 * statements.
 */
export async function completeItems(
  db: Database,
  bulk: BulkRow,
  items: readonly BulkItemRow[],
  at: { now: Date; zone: string },
): Promise<BulkItem[]> {
  const passes = await passesOf(db, items);
  const logged = await listLoggedCorrections(
    db,
    items.flatMap((item) => item.audit_id ?? []),
  );
  const undone = bulk.undo_of === null ? null : await toBeUndone(db, bulk.undo_of, items);
  return items.map((item) => {
    const row = passes.get(item.pass_id);
    const done = item.audit_id === null ? undefined : logged.get(item.audit_id);
    const shown = row && passFromRow(row, at.now, { pinned: [], rider_pending: false, payment: null });
    return {
      pass_id: String(item.pass_id),
      pass_uuid: shown?.pass_uuid ?? null,
      product_name: shown?.product_name ?? null,
      rider: shown?.rider ? { display_name: shown.rider.display_name } : null,
      outcome: storedWord(BULK_OUTCOMES, item.outcome),
      why: item.why === null ? null : { code: item.why, message: whySentence(item.why) },
      changes: done ? changesOf(done) : wouldBe(bulk, row, undone?.get(item.pass_id), at),
      audit_id: item.audit_id,
    };
  });
}

function changesOf({ before_values, after_values }: LoggedCorrection): FieldChanges {
  return CORRECTABLE_FIELDS.filter((field) => field in after_values).map((field) => ({
    field,
    before: before_values[field] ?? null,
    after: after_values[field] ?? null,
  }));
}

function wouldBe(
  bulk: BulkRow,
  row: PassRow | undefined,
  undoes: LoggedCorrection | undefined,
  at: { now: Date; zone: string },
): FieldChanges {
  if (undoes)
    return changesOf(undoes).map(({ field, before, after }) => ({ field, before: after, after: before }));
  if (!row || bulk.undo_of !== null || !isKnown(bulk.changes)) return [];
  const before = passState(row);
  const { changes } = planRow(before, bulk.changes, at);
  return (Object.keys(changes) as CorrectableField[]).map((field) => ({
    field,
    before: before[field],
    after: changes[field] ?? null,
  }));
}

async function passesOf(db: Database, items: readonly BulkItemRow[]): Promise<Map<number, PassRow>> {
  if (items.length === 0) return new Map();
  const ids = items.map((item) => item.pass_id);
  const rows = await listPassRows(
    db,
    {
      conditions: [
        [[{ column: "id", op: "any_of", values: ids }]],
        [[{ column: "id", op: "kept_in", values: ["live", "archive"] }]],
      ],
      order: { column: "id", direction: "asc" },
      after: null,
      backward: false,
      limit: ids.length,
    },
    { limit_ms: LIMIT_MS },
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function toBeUndone(
  db: Database,
  of: string,
  items: readonly BulkItemRow[],
): Promise<Map<number, LoggedCorrection>> {
  const waiting = items.filter((item) => item.audit_id === null).map((item) => item.pass_id);
  const originals = await listItemsOf(db, of, waiting);
  const logged = await listLoggedCorrections(
    db,
    originals.flatMap((item) => item.audit_id ?? []),
  );
  return new Map(
    originals.flatMap((item) => {
      const correction = item.audit_id === null ? undefined : logged.get(item.audit_id);
      return correction ? [[item.pass_id, correction]] : [];
    }),
  );
}
