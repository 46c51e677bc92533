import { foldOf, fromLocalInput, toLocalInput } from "@/lib/time/local-time";
import type { Pass } from "@/lib/passes/pass";
import type { PassState } from "@/lib/corrections/correction-rules";
import type { CorrectableField } from "@/lib/passes/pass-fields";

const TIME_FIELDS = ["time_used", "expiration"] as const;
export type TimeField = (typeof TIME_FIELDS)[number];

/** In the order of the form. */
export const DRAFT_FIELDS = [
  "status", "user_id", "time_used", "expiration", "allowed_uses", "uses_count", "product_name", "product_uuid",
  "order_uuid",
] as const satisfies readonly CorrectableField[]; // prettier-ignore

type Fold = "earlier" | "later";

/** What stands in the controls: text as typed; a repeated local time also needs its fold. */
export type CorrectionDraft = Record<CorrectableField, string> & {
  time_used_fold: Fold;
  expiration_fold: Fold;
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
  return (TIME_FIELDS as readonly string[]).includes(field);
}

/** The correctable values of a pass; its status is the provider's word, not the effective one. */
export function stateOf(pass: Pass): PassState {
  return {
    user_id: pass.user_id,
    product_uuid: pass.product_uuid,
    product_name: pass.product_name,
    order_uuid: pass.order_uuid,
    status: pass.provider_status,
    time_used: pass.time_used,
    expiration: pass.expiration,
    allowed_uses: pass.allowed_uses,
    uses_count: pass.uses_count,
  };
}

/** The controls as they are before anybody typed. */
export function draftOf(state: PassState, zone: string): CorrectionDraft {
  const text = (field: CorrectableField) => controlText(field, state[field], zone);
  return {
    status: text("status"),
    user_id: text("user_id"),
    time_used: text("time_used"),
    expiration: text("expiration"),
    allowed_uses: text("allowed_uses"),
    uses_count: text("uses_count"),
    product_name: text("product_name"),
    product_uuid: text("product_uuid"),
    order_uuid: text("order_uuid"),
    time_used_fold: state.time_used ? foldOf(state.time_used, zone) : "earlier",
    expiration_fold: state.expiration ? foldOf(state.expiration, zone) : "earlier",
    ...EMPTY_REASON,
  };
}

/** The controls after `changes` were made to a pass in `base`; the reason stays as it is in `draft`. */
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
