import type { PassColumn } from "./pass-columns";

/**
 * The secondary indexes of `bytemark_pass` that statements name. The migration that makes them says which query each
 * serves; a test compares this catalogue with the live table.
 */
export const PASS_INDEXES = {
  ix_pd_pass_uuid: ["pass_uuid", "provider"],
  ix_pd_serial: ["serial"],
  ix_pd_order_uuid: ["order_uuid"],
  ix_pd_event_uuid: ["event_uuid"],
  ix_pd_user: ["user_id"],
  ix_pd_created: ["time_created"],
  ix_pd_used: ["time_used"],
  ix_pd_expiration: ["expiration"],
  ix_pd_modified: ["modified_on"],
  ix_pd_synced: ["synced_on"],
  ix_pd_status: ["settled_status"],
  ix_pd_status_created: ["settled_status", "time_created"],
  ix_pd_status_used: ["settled_status", "time_used"],
  ix_pd_status_expiration: ["settled_status", "expiration"],
  ix_pd_status_product: ["settled_status", "product_uuid", "expiration"],
  ix_pd_product: ["product_uuid"],
  ix_pd_product_created: ["product_uuid", "time_created"],
  ix_pd_product_used: ["product_uuid", "time_used"],
  ix_pd_product_expiration: ["product_uuid", "expiration"],
  ix_pd_resolved: ["resolved_by"],
  ix_pd_drift: ["drift"],
  ix_pd_locked: ["device_locked"],
  ix_pd_duplicate: ["duplicate_of"],
} as const satisfies Record<string, readonly PassColumn[]>;

export type PassIndex = keyof typeof PASS_INDEXES;

type Indexed = (typeof PASS_INDEXES)[PassIndex];
/** A column that an index begins with, so that rows can be read in its order. */
export type PassSorted = Indexed[0] | "id";
/** A column that some index holds. */
export type PassIndexed = Indexed[number];

/**
 * How many rows one value of an index's first column finds: `few` and `some` are so telling that they are looked up first,
 * in this order, and sorted afterwards; `many` are read in the order of an index.
 */
const FOUND = {
  pass_uuid: "few",
  serial: "few",
  event_uuid: "few",
  order_uuid: "few",
  user_id: "few",
  duplicate_of: "some",
  drift: "some",
  device_locked: "some",
  resolved_by: "many",
  product_uuid: "many",
  settled_status: "many",
  time_created: "many",
  time_used: "many",
  expiration: "many",
  modified_on: "many",
  synced_on: "many",
} as const satisfies Record<Indexed[0], "few" | "some" | "many">;

const RANK = Object.keys(FOUND);

/** The columns to look up first, most telling first, each with its index. */
export const NARROW: readonly (readonly [PassColumn, PassIndex])[] = Object.entries(PASS_INDEXES)
  .map(([index, [first]]) => [first, index as PassIndex] as const)
  .filter(([first]) => FOUND[first] !== "many")
  .sort(([one], [other]) => RANK.indexOf(one) - RANK.indexOf(other));
