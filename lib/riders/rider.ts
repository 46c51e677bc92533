import type { RiderAccountRow } from "@/db/riders/riders";
import { maskEmail, maskPhone } from "@/lib/contact-masks";
import { isoTime } from "@/lib/time/iso-time";
import type { Money } from "@/lib/money";
import { displayNameOf, emailOf, isBlanked } from "@/lib/passes/rider-account";
import type { RiderFinding } from "./rider-finding";

/**
 * `deleted`: the portal kept the row and blanked personal data. `unknown`: passes or orders name the rider, but there
 * is no account row.
 */
export type RiderState = "active" | "deleted" | "unknown";

export interface RiderIdentity {
  user_id: string;
  state: RiderState;
  display_name: string;
  email_masked: string | null;
  phone_masked: string | null;
  is_guest: boolean;
  /** The portal's tags for staff and test accounts. */
  tags: string[];
  /** The account at the provider; its token is never read here. */
  provider_account: { provider: "bytemark"; linked: boolean; status: string | null };
  created_on: string | null;
}

export interface RiderCounts {
  /** Passes without duplicate rows; `gte` if more exist than were counted. */
  total: { value: number; relation: "eq" | "gte" };
  using: number;
  usable: number;
  expired: number;
  used_up: number;
  unknown: number;
  /** Duplicate rows of passes that are already counted. */
  repeated: number;
}

export interface RiderRefresh {
  id: string;
  kind: "now" | "free_tickets" | "scheduled" | "unknown";
  is_done: boolean;
  scheduled_on: string | null;
  created_on: string | null;
}

export interface RiderCorrection {
  id: string;
  pass_id: string;
  actor: string;
  reason: { code: string; note: string; case_ref: string | null } | null;
  created_on: string;
}

/** A rider as the API shows one: contact masked, times ISO 8601 UTC, ids strings of digits. */
export interface Rider extends RiderIdentity {
  last_ride_on: string | null;
  counts: RiderCounts;
  /** How many passes each route linked to this rider; `none` if the route was not recorded. */
  resolved_by: Record<string, number>;
  /** Paid in the last 12 months, by unit. Adds up payments, never items. */
  paid_12_months: Money[];
  refunds: { amount: Money; created_on: string | null }[];
  /** Null if no fare rule marks a product as a reward. */
  rewards: RiderRewards | null;
  /** When the provider was last asked about any pass, and the oldest such time among passes that still work. */
  synced: { newest: string | null; oldest_live: string | null };
  orders: { value: number; relation: "eq" | "gte" };
  findings: RiderFinding[];
  refreshes: RiderRefresh[];
  corrections: RiderCorrection[];
}

export interface RiderRewards {
  /** Rides since the newest free pass was issued; all rides without one. */
  rides_since: number;
  last_reward_on: string | null;
  /** Free passes ready to use. */
  free_passes: number;
  /** The newest line about free passes in the refresh log. */
  notice: { is_done: boolean; created_on: string | null } | null;
}

/** The parts of a rider that need no reveal. Pure. */
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
