import type { AuditRow } from "@/db/audit/audit-log";
import { WrittenByNewer } from "@/lib/fields/stored-word";
import type { AuditAction } from "@/lib/acts";
import type { FieldChange } from "./correction";
import { CORRECTABLE_FIELDS, type CorrectableField } from "@/lib/passes/pass-fields";

/* What the audit log stores of a correction. Stored JSON is parsed like any other input. Pure. */

/** A pin as its row stores it; `until` is ISO 8601 UTC. */
export interface StoredPin {
  until: string | null;
  /** Id of the entry that set it; null: the entry that contains this pin. */
  audit_id: string | null;
}

/** The pin of one field before and after a correction, so that an undo can put it back. */
export interface PinChange {
  field: CorrectableField;
  before: StoredPin | null;
  after: StoredPin | null;
}

export interface StoredCorrection {
  id: string;
  pass_id: string;
  kind: "correct" | "undo";
  changes: FieldChange[];
  /** How the rider was identified, before and after, if that changed with the rider. */
  resolved_by: { before: string | null; after: string | null } | null;
  pinned: { fields: string[]; until: string | null } | null;
  /** Null for entries that did not store it. */
  pins: PinChange[] | null;
  /** The version of the pass it left; null for entries that did not store it. */
  etag: string | null;
  bulk_id: string | null;
  undoes: string | null;
}

export type CorrectionRow = Pick<
  AuditRow,
  "id" | "action" | "subject_id" | "before_values" | "after_values" | "data"
>;

export const CORRECTION_ACTIONS = ["pass.correct", "pass.undo"] as const satisfies readonly AuditAction[];

export function storedCorrection(row: CorrectionRow): StoredCorrection {
  const data = membersOf(row.data);
  const before = membersOf(row.before_values);
  const after = membersOf(row.after_values);
  return {
    id: String(row.id),
    pass_id: row.subject_id ?? "",
    kind: row.action === "pass.undo" ? "undo" : "correct",
    changes: changesOf(before, after),
    resolved_by:
      "resolved_by" in after
        ? { before: textOf(before.resolved_by), after: textOf(after.resolved_by) }
        : null,
    pinned: pinnedOf(data.pinned),
    pins: pinsOf(data),
    etag: textOf(data.etag),
    bulk_id: idOf(data.bulk_id),
    undoes: idOf(data.undoes),
  };
}

/** The fields of an entry in the declared order, each before and after. */
function changesOf(before: Record<string, unknown>, after: Record<string, unknown>): FieldChange[] {
  return CORRECTABLE_FIELDS.filter((field) => field in after).map((field) => ({
    field,
    before: valueOf(before[field]),
    after: valueOf(after[field]),
  }));
}

/**
 * Throws `WrittenByNewer` if an entry changed a field that this version does not know: undoing the others alone would
 * leave half a correction. Pure.
 */
export function requireKnownFields(after: unknown, what: string): void {
  const known: readonly string[] = [...CORRECTABLE_FIELDS, "resolved_by"];
  if (Object.keys(membersOf(after)).some((name) => !known.includes(name))) throw new WrittenByNewer(what);
}

/** The members of a stored object; empty for anything else. */
export function membersOf(stored: unknown): Record<string, unknown> {
  return typeof stored === "object" && stored !== null ? { ...stored } : {};
}

/** The pins of an act's fields before and after; null if it did not store them. */
export function pinsOf(data: unknown): PinChange[] | null {
  const { pins } = membersOf(data);
  return Array.isArray(pins) ? pins.flatMap(pinChangeOf) : null;
}

/** The fields an act pinned and until when; null if it pinned none. */
export function pinnedOf(stored: unknown): { fields: string[]; until: string | null } | null {
  const { fields, until } = membersOf(stored);
  if (!Array.isArray(fields)) return null;
  return { fields: fields.map(String), until: textOf(until) };
}

function pinChangeOf(stored: unknown): PinChange[] {
  const { field, before, after } = membersOf(stored);
  const known = CORRECTABLE_FIELDS.find((name) => name === field);
  return known ? [{ field: known, before: pinOf(before), after: pinOf(after) }] : [];
}

function pinOf(stored: unknown): StoredPin | null {
  if (typeof stored !== "object" || stored === null) return null;
  const { until, audit_id } = membersOf(stored);
  return { until: textOf(until), audit_id: idOf(audit_id) };
}

function valueOf(value: unknown): string | number | null {
  return typeof value === "string" || typeof value === "number" ? value : null;
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function idOf(value: unknown): string | null {
  return typeof value === "number" || (typeof value === "string" && /^\d+$/.test(value))
    ? String(value)
    : null;
}
