import type { RiderAccountRow } from "@/db/riders/riders";
import { maskEmail, maskPhone } from "@/lib/contact-masks";
import { isoTime } from "@/lib/time/iso-time";
import type { Money } from "@/lib/money";
import { displayNameOf, emailOf, isBlanked } from "@/lib/passes/rider-account";
import type { RiderFinding } from "./rider-finding";

/**
 * `active`: an account like any other. `deleted`: the portal keeps the row and has blanked what is personal. `unknown`: passes
 * or orders name the rider, and no account row does.
 */
export type RiderState = "active" | "deleted" | "unknown";

export interface RiderIdentity {
  user_id: string;
  state: RiderState;
  display_name: string;
  email_masked: string | null;
  phone_masked: string | null;
  is_guest: boolean;
  /** Marks of staff and test accounts, as the portal writes them. */
  tags: string[];
  /** The account at the provider; its token is stored and never read. */
  provider_account: { provider: "bytemark"; linked: boolean; status: string | null };
  created_on: string | null;
}

export interface RiderCounts {
  /** Passes on record, repeated rows left out; `gte` when more exist than were counted. */
  total: { value: number; relation: "eq" | "gte" };
  using: number;
  usable: number;
  expired: number;
  used_up: number;
  unknown: number;
  /** Rows that stand for a pass counted already. */
  repeated: number;
}

export interface RiderRefresh {
  id: string;
  kind: "now" | "free_tickets" | "scheduled" | "unknown";
  is_done: boolean;
  scheduled_on: string | null;
  created_on: string;
}

export interface RiderCorrection {
  id: string;
  pass_id: string;
  actor: string;
  reason: { code: string; note: string; case_ref: string | null } | null;
  created_on: string;
}

/** A rider as everybody outside sees one: contact masked, times ISO 8601 UTC, ids strings of digits. */
export interface Rider extends RiderIdentity {
  last_ride_on: string | null;
  counts: RiderCounts;
  /** How many passes each way of resolving led here; `none` where it was not recorded. */
  resolved_by: Record<string, number>;
  /** Paid in the last 12 months, each unit by itself; payments are counted, never items. */
  paid_12_months: Money[];
  refunds: { amount: Money; created_on: string }[];
  /** Null where no fare rule says which product is a reward. */
  rewards: RiderRewards | null;
  /** When the provider was last asked: about any pass, and longest ago about one that still works. */
  synced: { newest: string | null; oldest_live: string | null };
  orders: { value: number; relation: "eq" | "gte" };
  findings: RiderFinding[];
  refreshes: RiderRefresh[];
  corrections: RiderCorrection[];
}

export interface RiderRewards {
  /** Rides recorded since the newest free pass was issued; since ever without one. */
  rides_since: number;
  last_reward_on: string | null;
  /** Free passes ready to use. */
  free_passes: number;
  /** The newest line about free tickets in the refresh log. */
  notice: { is_done: boolean; created_on: string } | null;
}

/** Who a rider is, as far as anybody may see without asking. Pure. */
export function riderIdentity(userId: number, row: RiderAccountRow): RiderIdentity {
  const state = stateOf(row);
  return {
    user_id: String(userId),
    state,
    display_name: state === "unknown" ? `Rider ${userId}` : displayNameOf(userId, row),
    email_masked: maskEmail(emailOf(row)),
    phone_masked: maskPhone(row.phone_number),
    is_guest: row.is_guest === "T",
    tags: row.tags?.split("\n").filter(Boolean) ?? [],
    provider_account: { provider: "bytemark", linked: row.token_id !== null, status: row.token_status },
    created_on: isoTime(row.created_on),
  };
}

function stateOf(row: RiderAccountRow): RiderState {
  if (row.account_id === null) return "unknown";
  return isBlanked(row) ? "deleted" : "active";
}
