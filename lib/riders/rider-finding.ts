export type FindingCode =
  | "paid_not_completed"
  | "paid_without_tickets"
  | "paid_twice"
  | "charged_twice"
  | "maybe_cents"
  | "order_pending"
  | "routes_disagree"
  | "many_corrections"
  | "no_account"
  | "deleted"
  | "staff_or_test"
  | "rewards"
  | "refunded_before"
  | "corrected";

/** Something an agent should know before answering the rider, in words to say aloud. */
export interface RiderFinding {
  code: FindingCode;
  tone: "bad" | "warn" | "info";
  headline: string;
  detail: string;
  /** What to do about it; null if nothing. */
  next_step: string | null;
  /** Where in the desk it can be seen. */
  href: string | null;
}
