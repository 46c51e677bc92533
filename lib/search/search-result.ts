import type { Pass } from "@/lib/passes/pass";
import type { ReadDate } from "./read-dates";
import type { ReadKind } from "./read-value";

/** A bounded count: `gte` means "this many or more". */
export interface BoundedTotal {
  value: number;
  relation: "eq" | "gte";
}

export interface FoundRider {
  user_id: string;
  /** `Deleted rider` if the portal blanked the account, `No account row` if there is none. */
  display_name: string;
  email_masked: string | null;
  phone_masked: string | null;
  is_deleted: boolean;
  passes: { total: BoundedTotal };
}

export interface FoundOrder {
  order_uuid: string;
  order_reference: string | null;
  user_id: string | null;
  /** `paid`: completed. `pending`: created and never completed. `missing`: the portal has no such order. */
  state: "paid" | "pending" | "missing" | "unknown";
  created_on: string | null;
  /** Passes that name this order. */
  passes: number;
}

export interface SearchResult {
  /** What was recognized in the text, by kind. */
  recognised: { kind: ReadKind; label: string; count: number }[];
  /** Days and times in the text, in the agency's zone. */
  dates: ReadDate[];
  /** At most 50, in the order of the text; `total` counts all. */
  passes: Pass[];
  total: BoundedTotal;
  riders: FoundRider[];
  orders: FoundOrder[];
  /** Values that were not found, in the order of the text. */
  not_found: { kind: ReadKind; value: string }[];
  /** Where to go if the text has exactly one answer and nothing else. */
  exact: { type: "pass" | "rider" | "order"; href: string } | null;
  /** Values after the first 500, which were not looked up. */
  over_limit: number;
  /** More was found than is shown. */
  truncated: boolean;
}

export const READ_KIND_LABEL: Readonly<Record<ReadKind, string>> = {
  serial: "Serial",
  number: "Portal row or rider",
  pass_number: "Portal row",
  rider_number: "Rider ID",
  provider_id: "Pass, order or event ID",
  reference: "Order reference",
  email: "Email",
  phone: "Phone",
  name: "Rider name",
};
