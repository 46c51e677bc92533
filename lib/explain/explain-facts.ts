import type { Pass } from "@/lib/passes/pass";
import type { PassOrder } from "@/lib/passes/pass-order";

/*
 * What explaining a pass needs besides the pass itself, as plain data that a test can make up. Times are ISO 8601 UTC.
 */

/** When a product may be activated. Days are 1 (Monday) to 7; times are `HH:MM` on the clocks of `zone`. */
export interface ActivationFacts {
  days: readonly number[];
  from: string;
  until: string;
  zone: string;
}

/** The provider's last answer. */
export interface ProviderFacts {
  taken_on: string;
  status: string | null;
  time_used: string | null;
  expiration: string | null;
  device: {
    nickname: string | null;
    locked_until: string | null;
    is_this_account: boolean | null;
  } | null;
  /** After this instant the pass must be opened online again. */
  payload_expiration: string | null;
  photo_status: "PENDING" | "REJECTED" | "APPROVED" | null;
  activation: readonly ActivationFacts[];
  /** The order line was credited, which is how the provider refunds. */
  is_credited: boolean;
}

export type RideWindow =
  | { kind: "elapsed"; minutes: number }
  | { kind: "service_day"; cutoff: string; zone: string }
  | { kind: "none" };

/** The product's fare rule. */
export interface RuleFacts {
  window: RideWindow;
  shelf_life_days: number | null;
  activation: readonly ActivationFacts[];
  is_reward: boolean;
  is_assumed: boolean;
  source: string | null;
  modified_on: string;
}

/** A scheduled refresh of the rider's passes. */
export interface RefreshFacts {
  scheduled_on: string;
  is_done: boolean;
}

/** Null marks what is unknown. */
export interface AccountFacts {
  is_deleted: boolean;
  is_test: boolean;
  is_staff: boolean;
  has_token: boolean | null;
}

export interface ExplainFacts {
  /** When all this was read; earlier instants count as the past. */
  read_on: string;
  provider: ProviderFacts | null;
  /** A provider answer is stored but cannot be parsed. */
  is_answer_unreadable: boolean;
  rule: RuleFacts | null;
  orders: readonly PassOrder[];
  refreshes: readonly RefreshFacts[];
  account: AccountFacts | null;
  /** Other portal rows of the same pass. */
  duplicates: number;
}

/** The facts of a pass when only its row is known. */
export function bareFacts(read_on: string): ExplainFacts {
  return {
    read_on,
    provider: null,
    is_answer_unreadable: false,
    rule: null,
    orders: [],
    refreshes: [],
    account: null,
    duplicates: 0,
  };
}

export type FactSource = "portal" | "provider" | "order" | "setting" | "clock";

/** One value that a verdict rests on, in words for the screen. */
export interface Fact {
  field: string;
  label: string;
  value: string;
  source: FactSource;
  /** When the value was last true; null if it cannot be stale or nobody knows. */
  as_of: string | null;
}

export type VerdictTone = "ok" | "info" | "warn" | "drift";

/** One rule that applies to a pass. */
export interface Verdict {
  code: string;
  is_primary: boolean;
  tone: VerdictTone;
  /** A few words: "Locked to another device". */
  label: string;
  /** A cause begins with the status: "Expired because its 3-hour ride window ended"; a remark is its label. */
  headline: string;
  /** One short paragraph for the agent. */
  detail: string;
  /** For the rider: second person, without ids or names of systems or people. */
  tell_rider: string | null;
  next_step: string | null;
  facts: Fact[];
}

/** Why a pass has its status at an instant. */
export interface Explanation {
  status: Pass["status"];
  at: string;
  is_past: boolean;
  primary: Verdict;
  /** Every rule that applies, the primary one first. */
  verdicts: Verdict[];
  /** Whether the rider could ride with it at that instant; null if the record cannot tell. */
  valid: boolean | null;
  /** `valid` as a sentence. */
  answer: string;
}
