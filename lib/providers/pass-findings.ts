import { DRIFT_ADVICE, type DriftClass, type DriftOwner, isDriftClass } from "@/lib/passes/words/drift-words";
import type { Pass } from "@/lib/passes/pass";
import type { PassOrder } from "@/lib/passes/pass-order";
import { providerName } from "@/lib/passes/words/provider-name";
import { statusAtProvider } from "./compare-fields";
import type { Snapshot } from "./remote-pass";

/** Something around a pass that does not fit. */
export interface Finding {
  class: DriftClass;
  headline: string;
  what_to_do: string;
  who: DriftOwner;
  /** Ids of the other portal rows it is about. */
  pass_ids: string[];
}

/** What other tables say about a pass. */
export interface Surroundings {
  orders: readonly PassOrder[];
  /** Other portal rows of the same pass, by id. */
  repeats: readonly string[];
  /** A scheduled refresh of the rider is due and was not done. */
  is_refresh_overdue: boolean;
  /** A reward ride has no order; null if the product's fare rule is unknown. */
  is_reward: boolean | null;
}

interface Beside {
  portal: Pass;
  snapshot: Snapshot | null;
  /** Classes already reported as differences. */
  told: readonly DriftClass[];
  now: Date;
}

/** Each finding once. Pure; never throws. */
export function passFindings(beside: Beside, surroundings: Surroundings): Finding[] {
  const found = [
    ...orderFindings(beside.portal, surroundings),
    ...repeatFindings(surroundings),
    ...refreshFindings(surroundings),
    ...endFindings(beside),
  ];
  const known = [...beside.told, ...found.map((finding) => finding.class)];
  return [...found, ...storedFindings(beside.portal, known)];
}

function finding(name: DriftClass, more: Partial<Finding> = {}): Finding {
  return { class: name, ...DRIFT_ADVICE[name], pass_ids: [], ...more };
}

function orderFindings(portal: Pass, { orders, is_reward }: Surroundings): Finding[] {
  if (orders.length === 0) {
    if (is_reward === true) return [];
    const what_to_do =
      "Reward rides and passes bought outside the app have no order. Ask the rider how this one was bought.";
    return [finding("order_missing", { headline: "No order holds this pass", what_to_do, who: "support" })];
  }
  return orders.flatMap((order) => [
    ...unlistedFindings(order, orders.length),
    ...strayFindings(portal, order),
  ]);
}

function unlistedFindings(order: PassOrder, count: number): Finding[] {
  if (order.state === "missing") {
    return [finding("order_missing", { headline: "The order it names is not on record" })];
  }
  if (order.state === "pending") {
    const what_to_do =
      "The order was never completed. Look for its payment under Order & payment before anything is promised.";
    return [
      finding("order_missing", { headline: "Its order was never completed", what_to_do, who: "support" }),
    ];
  }
  if (!order.items.some((item) => item.is_listed)) {
    return [finding("order_missing", { headline: "Its order lists no passes" })];
  }
  const isListed = order.items.some((item) => item.is_this && item.is_listed);
  return isListed || count > 1
    ? []
    : [finding("order_missing", { headline: "Its order does not list this pass" })];
}

/* Sold but never issued: the rider may be missing a pass. */
function strayFindings(portal: Pass, order: PassOrder): Finding[] {
  const stray = order.items.filter((item) => item.pass_id === null && !item.is_this);
  if (stray.length === 0) return [];
  const headline =
    stray.length === 1
      ? "Another pass of its order is not in the portal"
      : `${stray.length} other passes of its order are not in the portal`;
  const what_to_do = `A pass enters the portal when it is used, so an unused one is usual. Where the rider misses one, ask ${providerName(portal.provider)} about the order.`;
  return [finding("pass_missing", { headline, what_to_do, who: "support" })];
}

function repeatFindings({ repeats }: Surroundings): Finding[] {
  if (repeats.length === 0) return [];
  const headline =
    repeats.length === 1 ? "Another row holds this pass" : `${repeats.length} other rows hold this pass`;
  return [finding("duplicate_use", { headline, pass_ids: [...repeats] })];
}

function refreshFindings({ is_refresh_overdue }: Surroundings): Finding[] {
  return is_refresh_overdue ? [finding("refresh_missed")] : [];
}

/* Both sides agree on the end, yet after it the provider still reports the pass as open. */
function endFindings({ portal, snapshot, told, now }: Beside): Finding[] {
  if (snapshot === null || told.includes("never_expired")) return [];
  const { remote, taken_on } = snapshot;
  const end = remote.expiration ?? portal.expiration;
  const isOpen = remote.status === "USABLE" || remote.status === "USING";
  if (!isOpen || end === null || !(Date.parse(taken_on) > Date.parse(end))) return [];
  const hasEnded = statusAtProvider({ remote: { ...remote, expiration: end }, now }) === "EXPIRED";
  return hasEnded ? [finding("never_expired")] : [];
}

/* Drift stored by the last sync stays until a sync clears it. */
function storedFindings({ drift }: Pass, known: readonly DriftClass[]): Finding[] {
  return drift !== null && isDriftClass(drift) && !known.includes(drift) ? [finding(drift)] : [];
}
