import {
  type CorrectionDraft,
  DRAFT_FIELDS,
  draftOf,
  isTimeField,
  readTime,
  type TimeField,
  typedValue,
} from "@/components/corrections/correction-draft";
import { type DraftReading, readHold, readReason } from "@/components/corrections/form/read-draft";
import { foldOf, toLocalInput } from "@/lib/time/local-time";
import type { Bulk, BulkChanges, BulkValue } from "@/lib/bulk/bulk";
import { changesSchema, EMPTY_STATE } from "@/lib/corrections/correction-rules";
import type { CorrectableField } from "@/lib/passes/pass-fields";

export type FieldMode = "keep" | "set" | "shift" | "clear";

export const SHIFT_UNITS = { m: "minutes", h: "hours", d: "days", w: "weeks" } as const;
export type ShiftUnit = keyof typeof SHIFT_UNITS;

export interface ShiftDraft {
  sign: "+" | "-";
  amount: string;
  unit: ShiftUnit;
}

/** What a bulk correction adds to the draft of a single one: which fields are changed, and which times are moved. */
export interface BulkMoves {
  modes: Record<CorrectableField, FieldMode>;
  shifts: Record<TimeField, ShiftDraft>;
}

export type BulkReading = Omit<DraftReading, "changes"> & { changes: BulkChanges };

const MOST_SHIFT = 9999;
const NO_SHIFT: ShiftDraft = { sign: "+", amount: "", unit: "d" };

/** The ways to change a field. A status cannot be cleared, and only a time can be moved. */
export function modesOf(field: CorrectableField): readonly FieldMode[] {
  if (field === "status") return ["keep", "set"];
  return isTimeField(field) ? ["keep", "shift", "set", "clear"] : ["keep", "set", "clear"];
}

/** The empty controls, or those that the plan `from` was made with. */
export function startOf(
  from: Pick<Bulk, "changes" | "reason" | "is_pinned" | "pin_until"> | null,
  zone: string,
): { draft: CorrectionDraft; moves: BulkMoves } {
  const draft = draftOf(EMPTY_STATE, zone);
  const moves = emptyMoves();
  if (from === null) return { draft, moves };
  for (const [name, value] of Object.entries(from.changes)) {
    const field = name as CorrectableField;
    if (value === null) moves.modes[field] = "clear";
    else if (typeof value === "object") {
      moves.modes[field] = "shift";
      if (isTimeField(field)) moves.shifts[field] = shiftOf(value.shift);
    } else {
      moves.modes[field] = "set";
      draft[field] = isTimeField(field) ? toLocalInput(String(value), zone) : String(value);
      if (isTimeField(field)) draft[`${field}_fold`] = foldOf(String(value), zone);
    }
  }
  const { code, note, case_ref } = from.reason;
  return {
    draft: {
      ...draft,
      reason_code: code,
      note,
      case_ref: case_ref ?? "",
      is_held: from.is_pinned,
      hold_until: from.pin_until === null ? "" : toLocalInput(from.pin_until, zone),
    },
    moves,
  };
}

/** Reads the controls by the same rules as a single correction. Pure. */
export function readBulkDraft(
  draft: CorrectionDraft,
  moves: BulkMoves,
  words: { labels: Readonly<Record<CorrectableField, string>>; zone: string; now: Date },
): BulkReading {
  const touched = DRAFT_FIELDS.filter((field) => moves.modes[field] !== "keep");
  const errors: DraftReading["errors"] = {};
  const changes: BulkChanges = {};
  for (const field of touched) {
    const read = readField(field, draft, moves, words.zone);
    if (read.error === undefined) changes[field] = read.value;
    else errors[field] = read.error;
  }
  const values = Object.entries(changes).filter(([, value]) => typeof value !== "object" || value === null);
  for (const { path, message } of changesSchema.safeParse(Object.fromEntries(values)).error?.issues ?? []) {
    const field = path[0] as CorrectableField;
    errors[field] ??= `${words.labels[field]} ${message}.`;
  }
  const hold = readHold(draft, words);
  if (hold.error) errors.hold_until = hold.error;
  return { touched, changes, errors, ...readReason(draft, touched), pin_until: hold.pin_until };
}

/** Why the draft cannot be previewed, as the label of the button; null if it can. */
export function previewObstacle({ touched, errors, reasonErrors }: BulkReading): string | null {
  if (touched.length === 0) return "Choose a change to preview";
  const wrong = Object.keys(errors).length;
  if (wrong > 0) return `Fix ${wrong} error${wrong === 1 ? "" : "s"} to preview`;
  if (reasonErrors.reason_code) return "Choose a reason to preview";
  if (reasonErrors.note) return "Write a note to preview";
  return reasonErrors.case_ref ? "Add a case reference to preview" : null;
}

type ReadValue = { value: BulkValue; error?: undefined } | { error: string };

function readField(
  field: CorrectableField,
  draft: CorrectionDraft,
  { modes, shifts }: BulkMoves,
  zone: string,
): ReadValue {
  if (modes[field] === "clear") return { value: null };
  if (modes[field] === "shift" && isTimeField(field)) return readShift(shifts[field]);
  const text = draft[field].trim();
  if (text === "") return { error: field === "status" ? "Choose a status." : "Give the new value." };
  if (!isTimeField(field)) return { value: typedValue(field, text) };
  const time = readTime(text, draft[`${field}_fold`], zone);
  return time.error === undefined ? { value: time.iso } : { error: time.error };
}

function readShift({ sign, amount, unit }: ShiftDraft): ReadValue {
  const count = amount.trim();
  if (!/^\d{1,4}$/.test(count) || Number(count) === 0) {
    return { error: `Give a whole number from 1 to ${MOST_SHIFT.toLocaleString("en-US")}.` };
  }
  return { value: { shift: `${sign}${Number(count)}${unit}` } };
}

function shiftOf(text: string): ShiftDraft {
  const [, sign, amount, unit] = /^([+-])(\d+)([mhdw])$/.exec(text) ?? [];
  if (amount === undefined) return NO_SHIFT;
  return { sign: sign === "-" ? "-" : "+", amount, unit: unit as ShiftUnit };
}

function emptyMoves(): BulkMoves {
  return {
    modes: Object.fromEntries(DRAFT_FIELDS.map((field) => [field, "keep"])) as BulkMoves["modes"],
    shifts: Object.fromEntries(
      DRAFT_FIELDS.filter(isTimeField).map((field) => [field, NO_SHIFT]),
    ) as BulkMoves["shifts"],
  };
}
