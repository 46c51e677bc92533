import type { BulkRow } from "@/db/bulk/bulk-corrections";
import type { LoggedCorrection } from "@/db/bulk/bulk-batch";
import type { LockedPass, PassUpdate } from "@/db/passes/pass-update";
import type { PinStateRow } from "@/db/corrections/pins";
import type { AuditEntry } from "@/lib/audit/audit-entry";
import { isoTime } from "@/lib/time/iso-time";
import type { PassState } from "@/lib/corrections/correction-rules";
import { CORRECTABLE_FIELDS, type CorrectableField } from "@/lib/passes/pass-fields";
import { passState, passUpdate } from "@/lib/corrections/correctable-state";
import { replacedPins, restoredPins } from "@/lib/corrections/pins/pin-changes";
import { type PinChange, pinsOf, requireKnownFields } from "@/lib/corrections/stored-correction";
import { changesOf, reasonOf } from "@/lib/bulk/bulk-row";
import { planRow } from "@/lib/bulk/plan-row";

/** What to do to one pass, or why it is left alone. */
export type ItemWork =
  | { why: string }
  | {
      why: null;
      update: PassUpdate;
      entry: AuditEntry & { op_id: string };
      pins: PinChange[];
      /** The correction whose pins are removed with it; null for none. */
      unpins: string | null;
    };

/** A pass with the pins of its fields, as the batch found it. */
export interface FoundPass {
  pass: LockedPass;
  held: readonly PinStateRow[];
}

/** The work of a correction, by the rules as they are now. Pure. */
export function correctionOf(
  bulk: BulkRow,
  { pass, held }: FoundPass,
  at: { now: Date; zone: string },
): ItemWork {
  const before = passState(pass);
  const { why, changes, warnings } = planRow(before, changesOf(bulk), at);
  if (why !== null) return { why };
  const fields = Object.keys(changes) as CorrectableField[];
  const update = passUpdate(changes);
  const bulk_id = String(bulk.id);
  const pinned = bulk.is_pinned === 1 ? { fields, until: isoTime(bulk.pin_until) } : null;
  const pins = pinned ? replacedPins(held, pinned, at.now) : [];
  const entry = {
    action: "pass.correct" as const,
    subject: { type: "pass" as const, id: String(pass.id) },
    before: { ...pick(before, fields), ...(update.resolved_by ? { resolved_by: pass.resolved_by } : {}) },
    after: { ...changes, ...(update.resolved_by ? { resolved_by: update.resolved_by } : {}) },
    reason: reasonOf(bulk),
    data: {
      bulk_id,
      pinned,
      warnings,
      // For a later undo. If `pins` is absent, its pins replaced none.
      ...(pins.some(({ before: replaced }) => replaced !== null) ? { pins } : {}),
    },
    op_id: `bulk-${bulk_id}-${pass.id}`,
  };
  return { why: null, update, entry, pins, unpins: null };
}

/** The operation id of an undo. An entry can be undone only under this id, alone or in bulk, so only once. */
export function undoName(auditId: string): string {
  return `undo-${auditId}`;
}

/**
 * The work of putting back what a recorded correction changed. No rule is checked: the values were there before. Pure.
 */
export function undoOf(
  bulk: BulkRow,
  { pass, held }: FoundPass,
  { id, before_values, after_values, data }: LoggedCorrection,
  now: Date,
): ItemWork {
  requireKnownFields(after_values, `Entry ${id} of the audit log`);
  const fields = CORRECTABLE_FIELDS.filter((field) => field in after_values);
  const changes = pick(before_values, fields);
  const { resolved_by, ...update } = passUpdate(changes);
  const linked = "resolved_by" in before_values ? { resolved_by: textOf(before_values["resolved_by"]) } : {};
  const pins = restoredPins(held, { id, pins: pinsOf(data) }, now);
  const entry = {
    action: "pass.undo" as const,
    subject: { type: "pass" as const, id: String(pass.id) },
    before: { ...pick(passState(pass), fields), ...(resolved_by ? { resolved_by: pass.resolved_by } : {}) },
    after: { ...changes, ...linked },
    reason: reasonOf(bulk),
    data: { bulk_id: String(bulk.id), undoes: id, ...(pins.length > 0 ? { pins } : {}) },
    op_id: undoName(id),
  };
  return { why: null, update: { ...update, ...linked }, entry, pins, unpins: pins.length > 0 ? id : null };
}

function textOf(value: string | number | null | undefined): string | null {
  return typeof value === "string" ? value : null;
}

function pick(state: Partial<PassState>, fields: readonly CorrectableField[]): Partial<PassState> {
  return Object.fromEntries(fields.map((field) => [field, state[field] ?? null]));
}
