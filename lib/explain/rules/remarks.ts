import { FACT, fact, type Rule, type Scene } from "@/lib/explain/explain-scene";
import { ruleFact } from "./rule-words";
import type { PassOrder } from "@/lib/passes/pass-order";
import { settledStatus, STATUS_LABEL } from "@/lib/passes/pass-status";
import { paidText } from "@/lib/passes/words/price-words";

/* Remarks on the order, the rider and the record. None is a cause; good news comes last. */

const isReward = ({ facts }: Scene) => facts.rule?.is_reward === true;

/* The order that bought the pass: the one it names, otherwise the first that lists it. */
function orderOf({ pass, facts: { orders } }: Scene): PassOrder | null {
  return orders.find((order) => order.order_uuid === pass.order_uuid) ?? orders[0] ?? null;
}

function isListed(order: PassOrder): boolean {
  return order.items.some((item) => item.is_this && item.is_listed);
}

const orderFact = (value: string) => [fact("order", "order", "Order", value)];

const ORDER_REMARKS: readonly Rule[] = [
  {
    code: "free_ticket",
    tone: "info",
    applies: isReward,
    label: () => "Free ticket from rewards",
    detail: () => "Riders get these for rides taken. It was not bought, so there is no order and no payment.",
    facts: ruleFact,
  },
  {
    code: "order_pending",
    tone: "warn",
    applies: (s) => orderOf(s)?.state === "pending",
    label: () => "Its order was never completed",
    detail: () =>
      "The order was created and not completed. A rider is charged after that step, so most likely nothing was paid.",
    next: () => "Check the payment before answering anything about money.",
    facts: () => orderFact("Created, not completed"),
  },
  {
    code: "order_items_missing",
    tone: "warn",
    applies: (s) => {
      const order = orderOf(s);
      return order !== null && order.state !== "pending" && (order.state === "missing" || !isListed(order));
    },
    label: (s) =>
      orderOf(s)?.state === "missing" ? "The portal has no such order" : "Its order does not list it",
    detail: (s) =>
      orderOf(s)?.state === "missing"
        ? "The pass names an order that the portal does not hold."
        : "The order’s lines are filled in later by a job that tries a few times; it did not reach this pass.",
    next: () => "The pass is good without it. Tell an admin, so that the order is filled in.",
    facts: (s) => orderFact(orderOf(s)?.state === "missing" ? "Not in the portal" : "Without this pass"),
  },
  {
    code: "no_order",
    tone: "info",
    applies: (s) => s.facts.orders.length === 0 && !isReward(s),
    label: () => "No order is known",
    detail: () =>
      "No order lists this pass. It was given away, bought elsewhere, or its order was not filled in.",
    facts: () => orderFact("None"),
  },
];

const RECORD_REMARKS: readonly Rule[] = [
  {
    code: "snapshot_unreadable",
    tone: "warn",
    applies: (s) => s.facts.is_answer_unreadable,
    label: () => "The stored snapshot cannot be read",
    detail: (s) =>
      `What ${s.provider} answered last is stored in a form this desk does not know, so nothing here rests on it.`,
    next: () => "Tell an admin. The next sync stores a new one.",
    facts: (s) => [fact("provider", "snapshot", `${s.provider} snapshot`, "Cannot be read")],
  },
  {
    code: "duplicate_rows",
    tone: "warn",
    applies: (s) => s.pass.duplicate || s.facts.duplicates > 0,
    label: () => "Another row holds the same pass",
    detail: (s) =>
      s.pass.duplicate
        ? "This row repeats one that stands for the pass. The use is counted there."
        : `${s.facts.duplicates === 1 ? "One more row" : `${s.facts.duplicates} more rows`} of the portal recorded a use of this pass. It was used once; the rows came from a double tap.`,
    facts: (s) => [fact("portal", "duplicates", "Other rows", String(Math.max(s.facts.duplicates, 1)))],
  },
  {
    code: "values_held",
    tone: "info",
    applies: (s) => s.pass.pinned.length > 0,
    label: () => "Values held by a correction",
    detail: () => "A correction holds some values, so a sync does not overwrite them.",
    facts: (s) => [fact("portal", "pinned", "Held", s.pass.pinned.join(", "))],
  },
  {
    code: "rider_unlinked",
    tone: "warn",
    applies: (s) => s.pass.user_id === null && !s.pass.rider_pending,
    label: () => "No rider is linked",
    detail: () => "No way from this pass to a rider is known, so nobody can be asked or paid back.",
    next: () => "Find the rider by order or receipt; an admin can link the pass.",
    facts: () => [fact("portal", "user_id", "Rider", "None")],
  },
  {
    code: "rider_not_linked_yet",
    tone: "info",
    applies: (s) => s.pass.rider_pending,
    label: () => "Not linked to a rider yet",
    detail: () =>
      "PassDesk has not looked for the rider of this pass so far. A new pass takes about a minute; the passes of a portal that was just connected are worked through once, newest first.",
    next: () => "Look again later, or find the rider by order or receipt.",
    facts: () => [fact("portal", "user_id", "Rider", "Not linked yet")],
  },
  {
    code: "rider_deleted",
    tone: "warn",
    applies: (s) => s.facts.account?.is_deleted === true,
    label: () => "The rider’s account was deleted",
    detail: () => "The account was blanked on the rider’s wish. The pass is kept without personal data.",
    facts: () => [fact("portal", "rider", "Account", "Deleted")],
  },
  {
    code: "test_account",
    tone: "info",
    applies: (s) => s.facts.account?.is_test === true,
    label: () => "Test account",
    detail: () => "The rider is marked as a test account. Its passes are not sales.",
    facts: () => [fact("portal", "tag", "Account", "Test")],
  },
  {
    code: "staff_account",
    tone: "info",
    applies: (s) => s.facts.account?.is_staff === true,
    label: () => "Staff account",
    detail: () => "The rider is marked as staff.",
    facts: () => [fact("portal", "tag", "Account", "Staff")],
  },
  {
    code: "rule_unknown",
    tone: "info",
    applies: (s) => s.facts.rule === null && s.status !== "UNKNOWN",
    label: () => "We do not know the rule for this product",
    detail: () => "No fare rule is set for this product, so only the times of the pass itself are known.",
    next: () => "An admin can set the rule under Settings.",
    facts: ruleFact,
  },
];

const theirStatus = ({ pass }: Scene) => settledStatus({ ...pass, time_used: null, uses_count: null });

const GOOD: readonly Rule[] = [
  {
    code: "paid",
    tone: "ok",
    applies: (s) => s.pass.payment !== null,
    label: (s) => (s.pass.payment ? `Paid ${paidText(s.pass.payment)}` : "Paid"),
    detail: () => "The payment of its order is on record.",
    facts: (s) => [
      fact("order", "payment", "Paid", s.pass.payment ? paidText(s.pass.payment) : "Not recorded"),
    ],
  },
  {
    code: "use_count",
    tone: "ok",
    // An unused pass already says so.
    applies: (s) =>
      s.is_issued &&
      s.then.unknown === null &&
      (s.used !== null || s.rides !== null || s.status !== "USABLE"),
    label: useWords,
    detail: () => "As the portal counts its uses.",
    facts: (s) => [FACT.uses(s), FACT.used(s)],
  },
  {
    code: "provider_agrees",
    tone: "ok",
    applies: (s) =>
      !s.is_past && s.is_issued && s.word !== null && theirStatus(s) === s.status && s.status !== "UNKNOWN",
    label: (s) => `${s.provider} also says ${STATUS_LABEL[s.status].toLowerCase()}`,
    detail: (s) => `${s.provider} and the portal agree.`,
    facts: (s) => [FACT.word(s)],
  },
];

function useWords({ rides, used, is_past, is_multi, status }: Scene): string {
  if (rides) return `${rides.used} of ${rides.of} rides used`;
  if (used === null && status === "USING") return "No use recorded";
  if (used === null) return is_past ? "Not used by then" : "Never used";
  return is_multi ? "Used" : "Used once";
}

export const REMARKS: readonly Rule[] = [...ORDER_REMARKS, ...RECORD_REMARKS, ...GOOD];
