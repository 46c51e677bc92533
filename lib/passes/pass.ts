import type { Money } from "@/lib/money";
import type { PassStatus } from "./pass-status";

export interface RiderSummary {
  /** `Deleted rider` where the portal has blanked the account. */
  display_name: string;
  email_masked: string | null;
}

/** A pass as everybody outside sees it. Times are ISO 8601 UTC with milliseconds; ids of rows are strings of digits. */
export interface Pass {
  id: string;
  provider: string;
  pass_uuid: string | null;
  serial: string | null;
  user_id: string | null;
  resolved_by: string | null;
  rider: RiderSummary | null;
  product_uuid: string | null;
  product_name: string | null;
  order_uuid: string | null;
  event_uuid: string | null;
  /** Effective, at the instant of the answer. */
  status: PassStatus;
  /** The provider's own word, as it came. */
  provider_status: string | null;
  time_created: string | null;
  time_used: string | null;
  expiration: string | null;
  allowed_uses: number | null;
  uses_count: number | null;
  device_locked: boolean;
  drift: string | null;
  /** Another portal row stands for the same pass. */
  duplicate: boolean;
  pinned: string[];
  archived: boolean;
  /** When it was; null in the list. */
  archived_on: string | null;
  /** What the rider paid for the whole order, and how many passes it bought; null where no payment is known. */
  payment: { price: Money; type: string; passes: number } | null;
  synced_on: string | null;
  created_on: string | null;
  modified_on: string | null;
}
