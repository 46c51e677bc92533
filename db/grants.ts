import "server-only";
import type { Database } from "./connection";
import type { TableName, Tables } from "./tables";

type Columns<T extends TableName> = readonly (keyof Tables[T])[];
interface TableRights<T extends TableName> {
  select: "all" | Columns<T>;
  insert?: boolean;
  update?: "all" | Columns<T>;
  delete?: boolean;
}
type Rights = { readonly [T in TableName]?: TableRights<T> };

const PASS_READABLE = [
  "id", "provider", "pass_uuid", "event_uuid", "time_used", "user_id", "resolved_by", "serial", "product_uuid",
  "product_name", "order_uuid", "status", "time_created", "expiration", "allowed_uses", "uses_count",
  "device_locked", "provider_modified", "payload_hash", "synced_on", "drift", "duplicate_of",
  "settled_expiration", "settled_status", "created_on", "modified_on",
] as const satisfies Columns<"bytemark_pass">; // prettier-ignore

const ORDER_READABLE = [
  "id", "user_id", "order_uuid", "amount", "card_uuid", "status", "created_on", "modified_on",
] as const satisfies Columns<"bytemark_orders">; // prettier-ignore

const ITEM_READABLE = [
  "id", "order_id", "order_uuid", "product_uuid", "pass_uuid", "created_on",
] as const satisfies Columns<"bytemark_order_items">; // prettier-ignore

const RIDER_READABLE = [
  "id", "first_name", "last_name", "email", "common_email", "phone_number", "country_code", "is_active", "is_guest", "created_on",
] as const satisfies Columns<"auth_user">; // prettier-ignore

/** The web process: no right on any credential, and audit, operations and outbox are append-only. */
export const WEB_RIGHTS = {
  bytemark_pass: {
    select: PASS_READABLE,
    update: [
      "user_id", "product_uuid", "product_name", "order_uuid", "status", "time_used", "expiration", "allowed_uses",
      "uses_count", "resolved_by",
    ],
  },
  bytemark_tokens: { select: ["id", "user_id", "status", "created_on", "modified_on"] },
  bytemark_orders: { select: ORDER_READABLE },
  bytemark_order_items: { select: ITEM_READABLE },
  bytemark_order_payments: { select: "all" },
  bytemark_ticket_refresh_log: { select: "all" },
  auth_user: { select: RIDER_READABLE },
  internal_user_tag: { select: "all" },
  points_transaction: { select: "all" },
  token_transaction: { select: "all" },
  pd_user: { select: "all", insert: true, update: "all" },
  pd_session: { select: "all", insert: true, update: "all", delete: true },
  pd_sign_in_failure: { select: "all", insert: true, delete: true },
  pd_audit: { select: "all", insert: true },
  pd_operation: { select: "all", insert: true },
  pd_outbox: { select: "all", insert: true },
  pd_pass_identity: { select: "all" },
  pd_pass_pin: { select: "all", insert: true, update: "all", delete: true },
  pd_setting: { select: "all" },
} as const satisfies Rights; // prettier-ignore

/** The worker: keeps passes true, so it alone reads provider tokens; it never reads a stored password. */
export const WORKER_RIGHTS = {
  ...WEB_RIGHTS,
  bytemark_pass: { select: "all", insert: true, update: "all" },
  bytemark_tokens: { select: ["id", "user_id", "token", "status", "created_on", "modified_on"] },
  pd_pass_identity: { select: "all", insert: true, update: "all", delete: true },
  pd_setting: { select: "all", insert: true, update: "all" },
} as const satisfies Rights;

function statements(table: string, rights: TableRights<TableName>): string[] {
  const columns = (list: "all" | Columns<TableName>) =>
    list === "all" ? "" : ` (${list.map(String).join(", ")})`;
  const granted = [`SELECT${columns(rights.select)}`];
  if (rights.insert) granted.push("INSERT");
  if (rights.update) granted.push(`UPDATE${columns(rights.update)}`);
  if (rights.delete) granted.push("DELETE");
  return granted.map((right) => `GRANT ${right} ON \`${table}\` TO ?@?`);
}

/**
 * Gives the users named in the two URLs exactly the rights above on the current schema, taking back what they
 * had there before. Needs a connection with GRANT OPTION. Safe to repeat.
 */
export async function grantRights(owner: Database, urls: { web: string; worker: string }): Promise<void> {
  for (const [url, rights] of [
    [urls.web, WEB_RIGHTS],
    [urls.worker, WORKER_RIGHTS],
  ] as const) {
    // prettier-ignore
    const { user, host } = await accountOf(owner, url);
    await revokeTables(owner, user, host);
    for (const [table, tableRights] of Object.entries(rights)) {
      for (const statement of statements(table, tableRights as TableRights<TableName>)) {
        await owner.raw(statement, [user, host]);
      }
    }
  }
}

async function accountOf(owner: Database, url: string): Promise<{ user: string; host: string }> {
  const user = decodeURIComponent(new URL(url).username);
  const rows: { grantee: string }[] = await owner("information_schema.USER_PRIVILEGES")
    .distinct({ grantee: "GRANTEE" })
    .where("GRANTEE", "like", `'${user.replace(/[\\%_']/g, "\\$&")}'@%`);
  // Without the right to see other accounts there is one place a private account can be: loopback.
  const host = rows[0]?.grantee.split("@").at(-1)?.replaceAll("'", "") ?? "127.0.0.1";
  return { user, host };
}

async function revokeTables(owner: Database, user: string, host: string): Promise<void> {
  const grantee = `'${user}'@'${host}'`;
  for (const view of ["TABLE_PRIVILEGES", "COLUMN_PRIVILEGES"]) {
    const rows: { table: string }[] = await owner(`information_schema.${view}`)
      .distinct({ table: "TABLE_NAME" })
      .where("GRANTEE", grantee)
      .whereRaw("TABLE_SCHEMA = DATABASE()");
    for (const row of rows) await owner.raw("REVOKE ALL PRIVILEGES ON ?? FROM ?@?", [row.table, user, host]);
  }
}
