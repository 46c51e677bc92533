import type { PassState } from "./correction-rules";
import type { CorrectableField } from "@/lib/passes/pass-fields";

/** Something worth a second look before saving; it never blocks saving. */
export type WarningCode =
  | "revived"
  | "still_expired"
  | "using_without_first_use"
  | "usable_but_used"
  | "ends_now"
  | "far_expiration"
  | "never_expires"
  | "used_in_future"
  | "uses_given_back"
  | "unlinked"
  | "moved";

export interface TransitionWarning {
  field: CorrectableField;
  code: WarningCode;
  message: string;
}

const YEAR_MS = 365.25 * 24 * 3600_000;
const OVER = new Set(["EXPIRED", "USES_GONE"]);

type Rule = (before: PassState, after: PassState, now: Date) => Omit<TransitionWarning, "field"> | null;

const isChanged = (field: CorrectableField, before: PassState, after: PassState) =>
  before[field] !== after[field];
const isPast = (iso: string | null, now: Date) => iso !== null && Date.parse(iso) <= now.getTime();

const RULES: [field: CorrectableField, rule: Rule][] = [
  [
    "status",
    (before, after) =>
      OVER.has(before.status ?? "") && isChanged("status", before, after) && !OVER.has(after.status ?? "")
        ? { code: "revived", message: "This pass was over and becomes valid again." }
        : null,
  ],
  [
    "status",
    (before, after, now) =>
      isChanged("status", before, after) && !OVER.has(after.status ?? "") && isPast(after.expiration, now)
        ? {
            code: "still_expired",
            message: "It stays expired: its expiration has passed. Correct Expiration too.",
          }
        : null,
  ],
  [
    "status",
    (before, after) =>
      isChanged("status", before, after) && after.status === "USING" && after.time_used === null
        ? {
            code: "using_without_first_use",
            message: "In use, but first used is empty. Correct First used too.",
          }
        : null,
  ],
  [
    "status",
    (before, after) =>
      isChanged("status", before, after) &&
      after.status === "USABLE" &&
      after.time_used !== null &&
      (after.allowed_uses ?? 0) <= 1
        ? {
            code: "usable_but_used",
            message: "It counts as in use while first used is set. Clear First used too.",
          }
        : null,
  ],
  [
    "expiration",
    (before, after, now) =>
      isChanged("expiration", before, after) &&
      isPast(after.expiration, now) &&
      !isPast(before.expiration, now)
        ? { code: "ends_now", message: "This expiration has passed: the pass ends when you save." }
        : null,
  ],
  [
    "expiration",
    (before, after, now) =>
      isChanged("expiration", before, after) &&
      after.expiration !== null &&
      Date.parse(after.expiration) > now.getTime() + 2 * YEAR_MS
        ? { code: "far_expiration", message: "More than two years ahead, longer than any product lasts." }
        : null,
  ],
  [
    "expiration",
    (before, after) =>
      before.expiration !== null && after.expiration === null
        ? { code: "never_expires", message: "Without an expiration the pass never ends by itself." }
        : null,
  ],
  [
    "time_used",
    (before, after, now) =>
      isChanged("time_used", before, after) && after.time_used !== null && !isPast(after.time_used, now)
        ? { code: "used_in_future", message: "First used lies in the future." }
        : null,
  ],
  [
    "uses_count",
    (before, after) =>
      (after.uses_count ?? 0) < (before.uses_count ?? 0)
        ? { code: "uses_given_back", message: "This gives back rides that were counted." }
        : null,
  ],
  [
    "user_id",
    (before, after) =>
      before.user_id !== null && after.user_id === null
        ? { code: "unlinked", message: "The rider will no longer see this pass in PassDesk." }
        : null,
  ],
  [
    "user_id",
    (before, after) =>
      before.user_id !== null && after.user_id !== null && isChanged("user_id", before, after)
        ? { code: "moved", message: "The pass moves from one rider to another." }
        : null,
  ],
];

/** What is unusual about going from `before` to `after` at `now`. The form shows it; saving stays possible. Pure. */
export function unusualTransition(before: PassState, after: PassState, now: Date): TransitionWarning[] {
  return RULES.flatMap(([field, rule]) => {
    const found = rule(before, after, now);
    return found ? [{ field, ...found }] : [];
  });
}
