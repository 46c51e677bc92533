import { foldOf, fromLocalInput, toLocalInput } from "@/lib/time/local-time";
import type { Pass } from "@/lib/passes/pass";
import { CORRECTABLE_KINDS, type PassState } from "@/lib/corrections/correction-rules";
import type { CorrectableField } from "@/lib/passes/pass-fields";

type Kinds = typeof CORRECTABLE_KINDS;
export type TimeField = {
  [F in CorrectableField]: Kinds[F] extends "time" ? F : never;
}[CorrectableField];

/** In the order of the form. */
export const DRAFT_FIELDS = Object.keys(CORRECTABLE_KINDS) as CorrectableField[];

type Fold = "earlier" | "later";

/** The text of each control as typed; a local time in an hour that repeats also needs its fold. */
export type CorrectionDraft = Record<CorrectableField, string> &
  Record<`${TimeField}_fold`, Fold> & {
    reason_code: string;
    note: string;
    case_ref: string;
    is_held: boolean;
    hold_until: string;
  };

const EMPTY_REASON = {
  reason_code: "",
  note: "",
  case_ref: "",
  is_held: false,
  hold_until: "",
} as const;

export function isTimeField(field: CorrectableField): field is TimeField {
  return CORRECTABLE_KINDS[field] === "time";
}

/** Whether the field is typed as digits. */
export function isNumberField(field: CorrectableField): boolean {
  return field === "user_id" || CORRECTABLE_KINDS[field] === "count";
}

/** Whether the field is an id, which people read letter by letter. */
export function isIdField(field: CorrectableField): boolean {
  return field !== "user_id" && CORRECTABLE_KINDS[field] === "id";
}

/** The correctable values of a pass; its status is the provider status, not the effective one. */
export function stateOf(pass: Pass): PassState {
  const values = DRAFT_FIELDS.map((field) => [
    field,
    field === "status" ? pass.provider_status : pass[field],
  ]);
  return Object.fromEntries(values) as PassState;
}

/** The controls before anybody typed. */
export function draftOf(state: PassState, zone: string): CorrectionDraft {
  const texts = DRAFT_FIELDS.map((field) => [field, controlText(field, state[field], zone)]);
  const folds = DRAFT_FIELDS.filter(isTimeField).map((field) => [
    `${field}_fold`,
    state[field] ? foldOf(state[field], zone) : "earlier",
  ]);
  return { ...Object.fromEntries([...texts, ...folds]), ...EMPTY_REASON } as CorrectionDraft;
}

/** The controls after `changes` to a pass in `base`; the reason stays as it is in `draft`. */
export function rebasedDraft(
  draft: CorrectionDraft,
  base: PassState,
  changes: Partial<PassState>,
  zone: string,
): CorrectionDraft {
  const { reason_code, note, case_ref, is_held, hold_until } = draft;
  return { ...draftOf({ ...base, ...changes }, zone), reason_code, note, case_ref, is_held, hold_until };
}

function controlText(field: CorrectableField, value: string | number | null, zone: string): string {
  if (value === null) return "";
  return isTimeField(field) ? toLocalInput(String(value), zone) : String(value);
}

/** The value of a control that is not a time, as the field stores it. */
export function typedValue(field: CorrectableField, text: string): string | number {
  return CORRECTABLE_KINDS[field] === "count" ? Number(text) : text;
}

export const SKIPPED_TIME = "This time does not exist: the clocks go forward over it that night.";

/** The instant typed into a time control, or what is wrong with it. */
export function readTime(
  text: string,
  fold: Fold,
  zone: string,
): { iso: string; error?: never } | { error: string } {
  const meant = fromLocalInput(text, zone);
  if (meant.kind === "one") return { iso: meant.iso };
  if (meant.kind === "two") return { iso: meant[fold] };
  return { error: meant.kind === "none" ? SKIPPED_TIME : "Give a date and a time." };
}
