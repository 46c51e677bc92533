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

/** Something to know about a rider before answering, in words an agent can say. */
export interface RiderFinding {
  code: FindingCode;
  tone: "bad" | "warn" | "info";
  headline: string;
  detail: string;
  /** What to do about it; null where there is nothing to do. */
  next_step: string | null;
  /** Where it shows, within this desk. */
  href: string | null;
}
