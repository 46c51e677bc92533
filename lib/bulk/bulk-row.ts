import type { BulkRow } from "@/db/bulk/bulk-corrections";
import { storedWord, WrittenByNewer } from "@/lib/fields/stored-word";
import { CORRECTABLE_FIELDS } from "@/lib/passes/pass-fields";
import { isoTime } from "@/lib/time/iso-time";
import type { ReasonCode } from "@/lib/corrections/correction-rules";
import { type Bulk, BULK_STATES, type BulkChanges, type BulkCounts } from "./bulk";
import { tallyOf } from "./bulk-tally";
import { parseShift } from "./shift-time";

/**
 * A stored bulk correction as the API shows it at `now`; `undone_by` is the id of the bulk correction that undoes it.
 * Pure.
 */
export function bulkOf(row: BulkRow, now: Date, undone_by: string | null): Bulk {
  return {
    id: String(row.id),
    state: storedWord(BULK_STATES, row.state),
    actor: { id: row.actor_id === null ? null : String(row.actor_id), name: row.actor_name },
    search: row.search,
    changes: row.changes as BulkChanges,
    reason: {
      code: (row.reason_code ?? "other") as ReasonCode,
      note: row.reason_note ?? "",
      ...(row.case_ref === null ? {} : { case_ref: row.case_ref }),
    },
    pin_until: isoTime(row.pin_until),
    is_pinned: row.is_pinned === 1,
    undo_of: row.undo_of === null ? null : String(row.undo_of),
    undone_by,
    frozen_on: isoTime(row.frozen_on),
    counts: countsOf(row),
    needs_approval: row.needs_approval === 1,
    approved:
      row.approved_on === null
        ? null
        : {
            by: {
              id: row.approved_by === null ? null : String(row.approved_by),
              name: row.approved_name ?? "",
            },
            on: isoTime(row.approved_on),
          },
    ...paceOf(row, now),
    created_on: isoTime(row.created_on),
    started_on: isoTime(row.started_on),
    finished_on: isoTime(row.finished_on),
    error: row.error_message,
  };
}

/** What a bulk correction changes, for acting upon it. Throws `WrittenByNewer` for a field or a kind of value of a newer version. */
export function changesOf({ id, changes }: Pick<BulkRow, "id" | "changes">): BulkChanges {
  if (!isKnown(changes)) throw new WrittenByNewer(`Bulk correction ${id}`);
  return changes;
}

/** Whether this version knows every field and every kind of value of stored changes. Pure. */
export function isKnown(changes: unknown): changes is BulkChanges {
  return Object.entries(changes as Readonly<Record<string, unknown>>).every(
    ([name, value]) =>
      CORRECTABLE_FIELDS.some((field) => field === name) &&
      (typeof value !== "object" ||
        value === null ||
        ("shift" in value && parseShift(String(value.shift)) !== null)),
  );
}

function countsOf(row: BulkRow): BulkCounts {
  const { matched, will_change, unchanged, refused, changed, skipped, failed } = row;
  return { matched, will_change, unchanged, refused, changed, skipped, failed };
}

export function doneOf(row: Pick<BulkRow, "changed" | "skipped" | "failed">): number {
  return row.changed + row.skipped + row.failed;
}

function paceOf(row: BulkRow, now: Date): Pick<Bulk, "rows_per_s" | "seconds_left"> {
  const { since, done_before } = tallyOf(row);
  const unknown = { rows_per_s: null, seconds_left: null };
  if (row.state !== "running" || since === null) return unknown;
  const seconds = (now.getTime() - Date.parse(since)) / 1000;
  const pace = seconds <= 0 ? 0 : (doneOf(row) - done_before) / seconds;
  if (pace <= 0) return unknown;
  return {
    rows_per_s: Math.round(pace),
    seconds_left: Math.ceil(Math.max(0, row.will_change - doneOf(row)) / pace),
  };
}

export function reasonOf(row: BulkRow) {
  return { code: row.reason_code ?? "other", note: row.reason_note ?? "", case_ref: row.case_ref };
}
