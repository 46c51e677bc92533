import "server-only";
import type { Database } from "@/db/connection";
import { READABLE_COLUMNS, WRITABLE_COLUMNS } from "@/db/query/pass-columns";
import { type HeldRights, readHeldRights } from "./held-rights";
import type { TableName, Tables } from "@/db/tables";

type Columns<T extends TableName> = readonly (keyof Tables[T])[];
interface TableRights<T extends TableName> {
  select: "all" | Columns<T>;
  insert?: boolean;
  update?: "all" | Columns<T>;
  delete?: boolean;
}
type Rights = { readonly [T in TableName]?: TableRights<T> };

const ORDER_READABLE = [
  "id", "user_id", "order_uuid", "amount", "card_uuid", "status", "created_on", "modified_on",
] as const satisfies Columns<"bytemark_orders">; // prettier-ignore

const ITEM_READABLE = [
  "id", "order_id", "order_uuid", "product_uuid", "pass_uuid", "created_on",
] as const satisfies Columns<"bytemark_order_items">; // prettier-ignore

const RIDER_READABLE = [
  "id", "first_name", "last_name", "email", "common_email", "phone_number", "country_code", "is_active", "is_guest", "created_on",
] as const satisfies Columns<"auth_user">; // prettier-ignore

const ARCHIVE_READABLE = [
  ...READABLE_COLUMNS, "archived_on", "archive_run_id",
] as const satisfies Columns<"bytemark_pass_archive">; // prettier-ignore

/** The web process: no right on any credential; audit, operations and outbox are append-only. */
export const WEB_RIGHTS = {
  bytemark_pass: { select: READABLE_COLUMNS, update: WRITABLE_COLUMNS },
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
  pd_setting: { select: "all", insert: true, update: "all" },
  pd_note: { select: "all", insert: true, update: ["text", "case_ref", "edited_on"] },
  pd_view: { select: "all", insert: true, update: "all", delete: true },
  pd_preference: { select: "all", insert: true, update: "all", delete: true },
  pd_snapshot: { select: "all" },
  pd_order_reference: { select: "all" },
  pd_drift: { select: "all" },
  pd_pass_route: { select: "all" },
  pd_fare_rule: { select: "all", insert: true, update: "all", delete: true },
  bytemark_pass_archive: { select: ARCHIVE_READABLE },
  pd_job: { select: "all", insert: true, update: "all" },
  pd_schedule: { select: "all", insert: true, update: "all", delete: true },
  pd_bulk: { select: "all", insert: true, update: "all" },
  pd_bulk_item: { select: "all", insert: true, update: "all", delete: true },
  pd_export: { select: "all", insert: true, update: "all" },
  pd_archive_run: { select: "all", insert: true, update: "all" },
  pd_audit_link: { select: "all" },
  pd_audit_seal: { select: "all" },
  pd_audit_check: { select: "all", insert: true },
} as const satisfies Rights; // prettier-ignore

/** The worker alone reads provider tokens; it never reads a stored password. */
const WORKER_RIGHTS = {
  ...WEB_RIGHTS,
  bytemark_pass: { select: "all", insert: true, update: "all", delete: true },
  bytemark_pass_archive: { select: "all", insert: true, update: "all", delete: true },
  bytemark_tokens: { select: ["id", "user_id", "token", "status", "created_on", "modified_on"] },
  bytemark_orders: { select: [...ORDER_READABLE, "oauth_token"] },
  bytemark_order_items: { select: [...ITEM_READABLE, "oauth_token"] },
  pd_pass_identity: { select: "all", insert: true, update: "all", delete: true },
  pd_operation: { select: "all", insert: true, delete: true },
  pd_outbox: { select: "all", insert: true, delete: true },
  pd_job: { select: "all", insert: true, update: "all", delete: true },
  pd_audit_link: { select: "all", insert: true },
  pd_audit_seal: { select: "all", insert: true },
  pd_snapshot: { select: "all", insert: true, update: "all", delete: true },
  pd_order_reference: { select: "all", insert: true, update: "all" },
  pd_drift: { select: "all", insert: true, update: "all" },
  pd_pass_route: { select: "all", insert: true, update: "all", delete: true },
} as const satisfies Rights;

const listed = <T extends TableName>(given: "all" | Columns<T>) =>
  given === "all" ? null : given.map(String);

function rightsOf(rights: TableRights<TableName>): [right: string, columns: string[] | null][] {
  return [
    ["SELECT", listed(rights.select)],
    ...(rights.insert ? [["INSERT", null] as [string, null]] : []),
    ...(rights.update ? [["UPDATE", listed(rights.update)] as [string, string[] | null]] : []),
    ...(rights.delete ? [["DELETE", null] as [string, null]] : []),
  ];
}

function grantsOf(table: TableName, rights: TableRights<TableName>): string[] {
  return rightsOf(rights).map(([right, columns]) => {
    const what = columns ? `${right} (${columns.join(", ")})` : right;
    return `GRANT ${what} ON \`${table}\` TO ?@?`;
  });
}

const byTable = (rights: Rights) => Object.entries(rights) as [TableName, TableRights<TableName>][];

/**
 * Gives the users in the two URLs exactly these rights on the current schema and revokes any other they had there.
 * Needs GRANT OPTION and users that can sign in. Safe to repeat: a table whose rights are right is never without them.
 */
export async function grantRights(owner: Database, urls: { web: string; worker: string }): Promise<void> {
  const [[row]] = (await owner.raw("SELECT DATABASE() AS name")) as [{ name: string }[], unknown];
  const schema = row?.name ?? "";
  for (const [url, rights] of [
    [urls.web, WEB_RIGHTS],
    [urls.worker, WORKER_RIGHTS],
  ] as const) {
    const held = await readHeldRights(url, schema);
    await revokeSurplus(owner, schema, held, rights);
    for (const [table, tableRights] of byTable(rights)) {
      for (const statement of grantsOf(table, tableRights)) {
        await owner.raw(statement, [held.user, held.host]);
      }
    }
  }
}

async function revokeSurplus(
  owner: Database,
  schema: string,
  { user, host, is_schema_wide, tables }: HeldRights,
  rights: Rights,
): Promise<void> {
  if (is_schema_wide) await owner.raw("REVOKE ALL PRIVILEGES ON ??.* FROM ?@?", [schema, user, host]);
  const wanted = new Map<string, TableRights<TableName>>(byTable(rights));
  for (const [table, held] of tables) {
    const own = wanted.get(table);
    const allowed = new Set(
      (own ? rightsOf(own) : []).flatMap(([right, columns]) =>
        columns ? columns.map((column) => `${right}:${column}`) : [right],
      ),
    );
    if ([...held].every((right) => allowed.has(right))) continue;
    await owner.raw("REVOKE ALL PRIVILEGES ON ?? FROM ?@?", [table, user, host]);
  }
}
