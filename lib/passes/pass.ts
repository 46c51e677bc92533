import type { Tables } from "@/db/tables";
import type { FieldKind } from "@/lib/fields/field-spec";
import type { Money } from "@/lib/money";
import type { ColumnOf, PASS_FIELDS, PassField } from "./pass-fields";
import type { PassStatus } from "./pass-status";

export interface RiderSummary {
  /** `Deleted rider` if the portal has blanked the account. */
  display_name: string;
  email_masked: string | null;
}

type Outside<K extends FieldKind, Stored> = K extends "flag"
  ? boolean
  : K extends "id"
    ? string | Extract<Stored, null>
    : Stored;

/* `status` is the effective status when the answer is made, `provider_status` the provider's own word. */
type FieldValues = {
  [F in PassField]: F extends "status"
    ? PassStatus
    : Outside<(typeof PASS_FIELDS)[F]["kind"], Tables["pd_pass"][ColumnOf<F>]>;
};

/** A pass as the API shows it. Times are ISO 8601 UTC with milliseconds; row ids are strings of digits. */
export interface Pass extends FieldValues {
  rider: RiderSummary | null;
  /** There is no rider because nothing has looked for one yet. */
  rider_pending: boolean;
  /** Another portal row represents the same pass. */
  duplicate: boolean;
  pinned: string[];
  archived: boolean;
  /** Always null in the list. */
  archived_on: string | null;
  /** What the rider paid for the whole order, and how many passes it bought; null if no payment is known. */
  payment: { price: Money; type: string; passes: number } | null;
}
