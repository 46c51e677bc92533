import type { Money } from "@/lib/money";
import { priceText } from "@/lib/passes/words/price-words";
import { routeWord } from "@/lib/passes/rider-routes";
import { sumMoney } from "@/lib/riders/orders/money-sum";
import { sayDay, sayTime } from "./rider-clock";
import type { RiderFacts } from "./rider-facts";
import type { RiderFinding } from "./rider-finding";
import type { ReadingClock } from "@/lib/time/reading-clock";

const RIDES_FOR_REWARD = 50;
const FREE_TICKETS = 5;
const MANY_CORRECTIONS = 3;

/** Problems with the account, its passes' owners, rewards, refunds and corrections. Pure. */
export function recordFindings(facts: RiderFacts, clock: ReadingClock): RiderFinding[] {
  return [
    routesDisagree(facts),
    corrections(facts, clock),
    account(facts),
    staffOrTest(facts),
    rewards(facts, clock),
    refunds(facts, clock),
  ].filter((finding) => finding !== null);
}

function routesDisagree({ other_routes }: RiderFacts): RiderFinding | null {
  const [first] = other_routes;
  if (!first) return null;
  const passes = new Set(other_routes.map((other) => other.pass_id)).size;
  const more = passes > 1 ? ` The same shows on ${passes - 1} more.` : "";
  return {
    code: "routes_disagree",
    tone: "warn",
    headline: passes === 1 ? "A pass may belong to another rider" : `${passes} passes may belong to others`,
    detail: `The ${routeWord(first.route).toLowerCase()} of pass ${first.pass_id} leads to rider ${first.user_id}.${more}`,
    next_step: "Confirm who bought the pass before saying anything about it.",
    href: `/passes/${first.pass_id}`,
  };
}

function corrections({ corrections: made }: RiderFacts, clock: ReadingClock): RiderFinding | null {
  const [newest] = made;
  if (!newest) return null;
  const isMany = made.length > MANY_CORRECTIONS;
  const times = made.length === 1 ? "One correction" : `${made.length} corrections`;
  return {
    code: isMany ? "many_corrections" : "corrected",
    tone: isMany ? "warn" : "info",
    headline: `${times} in 90 days`,
    detail: `The last one by ${newest.actor}, ${sayTime(newest.created_on, clock)}.`,
    next_step: isMany ? "Check with a lead before promising another." : null,
    href: "#corrections",
  };
}

function account({ state, user_id }: RiderFacts): RiderFinding | null {
  if (state === "active") return null;
  if (state === "deleted") {
    return {
      code: "deleted",
      tone: "info",
      headline: "This account was deleted",
      detail: "The portal has blanked the name and the contact; passes and orders are kept.",
      next_step: null,
      href: null,
    };
  }
  return {
    code: "no_account",
    tone: "warn",
    headline: `Rider ${user_id} has no account row`,
    detail: "Passes or orders name this rider, and the portal has no account with the number.",
    next_step: "Confirm the number with the rider; it may have been recorded wrongly.",
    href: null,
  };
}

function staffOrTest({ tags }: RiderFacts): RiderFinding | null {
  if (tags.length === 0) return null;
  return {
    code: "staff_or_test",
    tone: "info",
    headline: "A staff or test account",
    detail: `Marked ${tags.join(", ")}. Reports leave it out.`,
    next_step: null,
    href: null,
  };
}

function rewards({ rewards: reward }: RiderFacts, clock: ReadingClock): RiderFinding | null {
  if (reward === null) return null;
  const { rides_since, free_passes, last_reward_on, notice } = reward;
  const isDue = rides_since >= RIDES_FOR_REWARD;
  if (rides_since === 0 && free_passes === 0 && notice === null) return null;
  const rides = `${rides_since} of ${RIDES_FOR_REWARD} rides`;
  const since = last_reward_on === null ? "No free ticket so far" : `The last one came ${sayDay(last_reward_on, clock)}`; // prettier-ignore
  const log =
    notice === null
      ? "The refresh log has no free-ticket line."
      : `The free-ticket line of ${sayDay(notice.created_on, clock)} is ${notice.is_done ? "done" : "pending"}.`;
  return {
    code: "rewards",
    tone: isDue ? "warn" : "info",
    headline: isDue ? `${rides_since} rides, free tickets are due` : `${rides} towards ${FREE_TICKETS} free tickets`,
    detail: `${since}; ${free_passes} ready to use. ${log}`,
    next_step: isDue ? "Ask a lead to check the reward job for this rider." : null,
    href: notice === null ? null : "#refreshes",
  }; // prettier-ignore
}

function refunds({ refunds: given }: RiderFacts, clock: ReadingClock): RiderFinding | null {
  const [newest] = given;
  if (!newest) return null;
  const total: Money = { amount: sumMoney(given.map(({ amount }) => amount.amount)), currency: "USD", unit: "coins" }; // prettier-ignore
  return {
    code: "refunded_before",
    tone: "info",
    headline: given.length === 1 ? "Refunded once before" : `Refunded ${given.length} times before`,
    detail: `${priceText(total)} in all, the last ${sayDay(newest.created_on, clock)}.`,
    next_step: null,
    href: "#orders",
  };
}
