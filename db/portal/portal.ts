import { PASS_COLUMN_NAMES } from "@/db/query/pass-columns";
import { PASS_INDEXES } from "@/db/query/pass-indexes";
import type { Tables } from "@/db/tables";
import type { Kind } from "./value-kinds";

/*
 * What PassDesk reads of the portal, once. The views are PassDesk's only door to the portal's tables; they, the rights,
 * the checks and the tests derive from this file.
 */

export interface PortalColumn {
  kind: Kind;
  /** It may be absent; then its kind's empty value is read. */
  is_optional: boolean;
  /** The portal's name for it, if it differs. */
  from?: string;
}

export interface Noun {
  /** Names of the portal's table; the first that exists is read. */
  tables: readonly string[];
  /** Without it there is nothing to adopt. Any other table that is absent reads as empty. */
  is_required: boolean;
  columns: Readonly<Record<string, PortalColumn>>;
  /** Indexes that statements name; each has a view of its own. */
  indexes: readonly string[];
  /** Tells by hashes who has the same credential, which only the worker may know. */
  is_for_worker: boolean;
}

const always = <C extends Record<string, Kind>>(columns: C) => declared(columns, false);
const optional = <C extends Record<string, Kind>>(columns: C) => declared(columns, true);
function declared(columns: Record<string, Kind>, is_optional: boolean): Record<string, PortalColumn> {
  return Object.fromEntries(Object.entries(columns).map(([name, kind]) => [name, { kind, is_optional }]));
}

const hashed = (from: string): Record<"token_hash", PortalColumn> => ({
  token_hash: { kind: "hash", is_optional: true, from },
});

/* The list and the archive have the same columns; one that the archive lacks does not compile. */
const IN_BOTH = PASS_COLUMN_NAMES satisfies readonly (keyof Tables["bytemark_pass_archive"])[];

/* The portal's own columns of a pass; times that it writes are read through generated columns. Every other one is ours. */
const PASS: Noun["columns"] = {
  ...always(Object.fromEntries(IN_BOTH.map((name) => [name, "own" as const]))),
  ...always({ id: "whole", pass_uuid: "text", event_uuid: "text" }),
};
const ARCHIVED = always({ archived_on: "own", archive_run_id: "own" });
const PASS_HINTS = ["PRIMARY", ...Object.keys(PASS_INDEXES)];

const noun = (table: string, columns: Noun["columns"], more: Partial<Noun> = {}): Noun => ({
  ...{ tables: [table], is_required: true, columns, indexes: [], is_for_worker: false },
  ...more,
});

export const NOUNS = {
  pd_pass: noun("bytemark_pass", PASS, { indexes: PASS_HINTS }),
  pd_pass_archive: noun(
    "bytemark_pass_archive",
    { ...PASS, ...ARCHIVED },
    { indexes: [...PASS_HINTS, "ix_pd_archived_on"] },
  ),
  pd_pass_token: noun(
    "bytemark_pass",
    {
      ...always({ id: "whole", pass_uuid: "text", user_id: "own", resolved_by: "own" }),
      ...hashed("oauth_token"),
    },
    { indexes: ["ix_pd_user"], is_for_worker: true },
  ),
  pd_order: noun(
    "bytemark_orders",
    always({ id: "whole", user_id: "whole", order_uuid: "text", status: "whole", created_on: "time" }),
    { indexes: ["ix_pd_order_user", "ix_pd_order_created"] },
  ),
  pd_order_item: noun(
    "bytemark_order_items",
    {
      ...always({ id: "whole", order_id: "whole", order_uuid: "text", pass_uuid: "text" }),
      ...optional({ product_uuid: "text" }),
    },
    { indexes: ["ix_pd_item_pass"] },
  ),
  pd_payment: noun(
    "bytemark_order_payments",
    {
      ...always({ id: "whole", user_id: "whole", order_uuid: "text" }),
      ...optional({ payment_type: "text", total_price: "money", created_on: "time" }),
    },
    { indexes: ["ix_pd_payment_user"] },
  ),
  pd_rider: noun(
    "auth_user",
    {
      ...always({ id: "whole" }),
      ...optional({
        first_name: "text",
        last_name: "text",
        email: "text",
        common_email: "text",
        phone_number: "text",
      }),
      ...optional({ is_guest: "flag", created_on: "time" }),
    },
    { indexes: ["ix_pd_rider_email", "ix_pd_rider_phone"] },
  ),
  pd_token: noun("bytemark_tokens", {
    ...always({ id: "whole", user_id: "whole" }),
    ...optional({ status: "text" }),
  }),
  pd_account_token: noun(
    "bytemark_tokens",
    { ...always({ id: "whole", user_id: "whole" }), ...hashed("token") },
    { is_for_worker: true },
  ),
  pd_order_token: noun(
    "bytemark_orders",
    { ...always({ id: "whole", user_id: "whole" }), ...hashed("oauth_token") },
    { is_for_worker: true },
  ),
  pd_order_item_token: noun(
    "bytemark_order_items",
    { ...always({ id: "whole", order_id: "whole" }), ...hashed("oauth_token") },
    { is_for_worker: true },
  ),
  pd_refresh: noun(
    "bytemark_ticket_refresh_log",
    {
      ...always({ id: "whole", user_id: "whole", activity_type: "whole", status: "whole" }),
      ...optional({ scheduled_on: "time", created_on: "time" }),
    },
    { is_required: false },
  ),
  pd_points: noun(
    "points_transaction",
    {
      ...always({ id: "whole", user_id: "whole", activity_type: "whole", note: "text" }),
      ...always({ points: "money", created_on: "time" }),
      ...optional({ balance: "money" }),
    },
    {
      tables: ["points_transaction", "points_transaction_upgrade"],
      is_required: false,
      indexes: ["ix_pd_points_user"],
    },
  ),
  pd_internal_user: noun("internal_user_tag", always({ user_id: "whole", tag: "text" }), {
    is_required: false,
  }),
} as const satisfies Record<string, Noun>;

/** Columns of the portal that hold a credential or may quote one. No view shows them. */
export const PORTAL_SECRETS = {
  bytemark_pass: ["oauth_token"],
  bytemark_pass_archive: ["oauth_token"],
  bytemark_tokens: ["password", "token"],
  bytemark_orders: ["oauth_token", "resultData", "postData"],
  bytemark_order_items: ["oauth_token"],
  auth_user: ["registration_key", "access_token", "security_key", "device_token"],
  ticket_transaction: ["user_uuid"],
} as const;
