import type { Tables } from "@/db/tables";

/**
 * What may become of a column of a pass:
 * `read` leaves this layer and is part of the version that a save is checked against;
 * `write` also, and a correction may change it;
 * `stamp` leaves this layer but not into the version: a sync that finds nothing new moves it, and must not fail saves;
 * `internal` serves the machinery and stays here.
 */
type Role = "read" | "write" | "stamp" | "internal";

/** Every column of a pass but its credential, once. Views, rights, select lists, versions and the archive follow; one without a role does not compile. */
export const PASS_COLUMNS = {
  id: "read",
  provider: "read",
  pass_uuid: "read",
  serial: "read",
  user_id: "write",
  resolved_by: "write",
  product_uuid: "write",
  product_name: "write",
  order_uuid: "write",
  event_uuid: "read",
  status: "write",
  time_created: "read",
  time_used: "write",
  expiration: "write",
  allowed_uses: "write",
  uses_count: "write",
  device_locked: "read",
  drift: "read",
  duplicate_of: "read",
  synced_on: "stamp",
  created_on: "read",
  modified_on: "stamp",
  provider_modified: "internal",
  payload_hash: "internal",
  settled_expiration: "internal",
  settled_status: "internal",
} as const satisfies Record<Exclude<keyof Tables["bytemark_pass"], "oauth_token" | `pd_${string}`>, Role>;

type ColumnsOf<R extends Role> = {
  [C in keyof typeof PASS_COLUMNS]: (typeof PASS_COLUMNS)[C] extends R ? C : never;
}[keyof typeof PASS_COLUMNS];

function columnsOf<R extends Role>(...roles: readonly R[]): readonly ColumnsOf<R>[] {
  const columns = Object.keys(PASS_COLUMNS) as (keyof typeof PASS_COLUMNS)[];
  return columns.filter((column): column is ColumnsOf<R> =>
    (roles as readonly Role[]).includes(PASS_COLUMNS[column]),
  );
}

export const PASS_COLUMN_NAMES = Object.keys(PASS_COLUMNS) as readonly PassColumn[];
/** A column that a condition may name. A credential is not among them, at any depth. */
export type PassColumn = keyof typeof PASS_COLUMNS;

/** What leaves this layer. */
export const ROW_COLUMNS = columnsOf("read", "write", "stamp");
export type RowColumn = (typeof ROW_COLUMNS)[number];

/** What the web process may change. */
export const WRITABLE_COLUMNS = columnsOf("write");
export type WritableColumn = (typeof WRITABLE_COLUMNS)[number];

/** What the version of a pass is made of. */
export const VERSION_COLUMNS = columnsOf("read", "write");
export type VersionColumn = (typeof VERSION_COLUMNS)[number];

/** Times that the portal writes too. What it stored, readable or not, is the column `raw_…`: writes go there. */
const STORED_TIMES: readonly string[] = ["time_used", "created_on", "modified_on"];

/** The column that a write of `column` names, and that an index is ordered by. */
export function storedColumn(column: string): string {
  return STORED_TIMES.includes(column) ? `raw_${column}` : column;
}
