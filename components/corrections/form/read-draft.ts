import {
  type CorrectionDraft,
  DRAFT_FIELDS,
  isTimeField,
  readTime,
  typedValue,
} from "@/components/corrections/correction-draft";
import {
  changesSchema,
  type CorrectionReason,
  effectiveChanges,
  type PassChanges,
  type PassState,
  reasonSchema,
  stateErrors,
} from "@/lib/corrections/correction-rules";
import type { CorrectableField } from "@/lib/passes/pass-fields";

export type DraftErrors = Partial<Record<keyof CorrectionDraft, string>>;

export interface DraftReading {
  /** Fields whose text differs from the first, valid or not. */
  touched: CorrectableField[];
  changes: Partial<PassState>;
  /** Errors in values; shown at once. */
  errors: DraftErrors;
  /** What the reason still lacks; shown once the person has been in its controls. */
  reasonErrors: DraftErrors;
  reason: CorrectionReason | null;
  /** Left out: no pin. Null: pinned until released. */
  pin_until?: string | null;
}

interface Opened {
  state: PassState;
  initial: CorrectionDraft;
  labels: Readonly<Record<CorrectableField, string>>;
  zone: string;
  now: Date;
}

/** Reads the draft by the same rules as the server. Pure. */
export function readDraft(draft: CorrectionDraft, opened: Opened): DraftReading {
  const touched = DRAFT_FIELDS.filter((field) => isTouched(field, draft, opened.initial));
  const { wanted, errors } = readValues(touched, draft, opened);
  const parsed = changesSchema.safeParse(wanted);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      const field = path[0] as CorrectableField;
      errors[field] ??= `${opened.labels[field]} ${message}.`;
    }
  }
  const changes = parsed.success ? effectiveChanges(opened.state, parsed.data) : {};
  for (const { field, message } of stateErrors(opened.state, changes)) {
    errors[field as CorrectableField] ??= message;
  }
  const hold = readHold(draft, opened);
  if (hold.error) errors.hold_until = hold.error;
  return { touched, changes, errors, ...readReason(draft, touched), pin_until: hold.pin_until };
}

/** Why the draft cannot be saved, as the label of the button; null if it can. */
export function saveObstacle(reading: DraftReading): string | null {
  const wrong = Object.keys(reading.errors).length;
  if (wrong > 0) return `Fix ${wrong} error${wrong === 1 ? "" : "s"} to save`;
  if (Object.keys(reading.changes).length === 0) return "Change something to save";
  if (reading.reasonErrors.reason_code) return "Choose a reason to save";
  if (reading.reasonErrors.note) return "Write a note to save";
  return reading.reasonErrors.case_ref ? "Add a case reference to save" : null;
}

function isTouched(field: CorrectableField, draft: CorrectionDraft, initial: CorrectionDraft): boolean {
  if (draft[field] !== initial[field]) return true;
  return isTimeField(field) && draft[`${field}_fold`] !== initial[`${field}_fold`] && draft[field] !== "";
}

function readValues(touched: CorrectableField[], draft: CorrectionDraft, { zone }: Opened) {
  const errors: DraftErrors = {};
  const wanted: Partial<Record<CorrectableField, PassChanges[CorrectableField]>> = {};
  for (const field of touched) {
    const text = draft[field].trim();
    if (text === "") wanted[field] = null;
    else if (isTimeField(field)) {
      const time = readTime(text, draft[`${field}_fold`], zone);
      if (time.error === undefined) wanted[field] = time.iso;
      else errors[field] = time.error;
    } else wanted[field] = typedValue(field, text);
  }
  return { wanted, errors };
}

/** The reason as typed, and what it lacks. Pure. */
export function readReason(
  draft: Pick<CorrectionDraft, "reason_code" | "note" | "case_ref">,
  touched: readonly CorrectableField[],
): Pick<DraftReading, "reason" | "reasonErrors"> {
  const case_ref = draft.case_ref.trim();
  const parsed = reasonSchema.safeParse({
    code: draft.reason_code,
    note: draft.note,
    ...(case_ref === "" ? {} : { case_ref }),
  });
  const reasonErrors: DraftErrors = {};
  for (const { path, message } of parsed.error?.issues ?? []) {
    if (path[0] === "code") reasonErrors.reason_code = "Choose a reason.";
    if (path[0] === "note") reasonErrors.note ??= `Note ${message}.`;
    if (path[0] === "case_ref") reasonErrors.case_ref ??= `Case reference ${message}.`;
  }
  if (touched.includes("status") && case_ref === "") {
    reasonErrors.case_ref = "Case reference is required when the status changes.";
  }
  return { reason: parsed.success ? parsed.data : null, reasonErrors };
}

/** Until when the fields are pinned: left out if not at all, null until released. Pure. */
export function readHold(
  draft: Pick<CorrectionDraft, "is_held" | "hold_until">,
  { zone, now }: Pick<Opened, "zone" | "now">,
): { pin_until?: string | null; error?: string } {
  if (!draft.is_held) return {};
  if (draft.hold_until === "") return { pin_until: null };
  const time = readTime(draft.hold_until, "later", zone);
  if (time.error !== undefined) return { error: time.error };
  return Date.parse(time.iso) > now.getTime()
    ? { pin_until: time.iso }
    : { error: "Hold until a time in the future, or leave it empty." };
}
