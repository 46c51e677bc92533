import {
  ACTIVATION_LOG,
  ORDER_KEYS,
  pricesAs,
  SURVEY,
  TICKET_LOG,
  WANTED_NAMES,
  ZERO_DEFAULTS,
} from "./portal-parts";
import type { PortalShape } from "./portal-shape";

const EVERYTHING_ODD = [
  "zero_dates", "partial_dates", "missing_dates", "duplicates", "rotated_tokens", "shared_tokens", "orphans",
  "unreadable_prices",
] as const; // prettier-ignore

const PLAIN: PortalShape = {
  name: "plain",
  collation: "utf8mb4_unicode_ci",
  collations: {
    "bytemark_pass.pass_uuid": "ascii_bin",
    "bytemark_pass.event_uuid": "ascii_bin",
    "bytemark_orders.order_uuid": "ascii_bin",
    "bytemark_order_items.order_uuid": "ascii_bin",
    "bytemark_order_items.product_uuid": "ascii_bin",
    "bytemark_order_items.pass_uuid": "ascii_bin",
    "bytemark_order_payments.order_uuid": "ascii_bin",
  },
  row_format: "DYNAMIC",
  my_isam: [],
  without: ["points_transaction_upgrade", "bytemark_pass.created_on", "bytemark_pass.modified_on"],
  types: {},
  own_columns: {},
  own_keys: {},
  own_statements: [],
  oddities: [],
};

/* Made long ago and never tidied: short rows, tables that know no transactions, few columns, names of its own. */
const LEGACY: PortalShape = {
  ...PLAIN,
  name: "legacy",
  collation: "utf8mb3_general_ci",
  collations: {},
  row_format: "COMPACT",
  my_isam: ["bytemark_tokens", "internal_user_tag", "points_transaction"],
  without: [
    ...PLAIN.without, "auth_user.is_guest", "auth_user.country_code", "auth_user.registration_key", "auth_user.created_on",
    "bytemark_tokens.created_on", "bytemark_tokens.modified_on", "bytemark_order_items.created_on",
    "bytemark_order_payments.modified_on",
  ],
  types: pricesAs("DOUBLE NULL"),
  own_columns: {
    "bytemark_pass.status": WANTED_NAMES["bytemark_pass.status"],
    "bytemark_pass.user_id": WANTED_NAMES["bytemark_pass.user_id"],
  },
  own_keys: {
    bytemark_pass: ["KEY pass_uuid (pass_uuid(32))"],
    bytemark_order_payments: ["KEY order_id (order_id)"],
  },
  oddities: EVERYTHING_ODD,
}; // prettier-ignore

/* Western European texts, prices as typed, times that are zero unless set, a trigger, the ticket log elsewhere. */
const LATIN: PortalShape = {
  ...PLAIN,
  name: "latin",
  collation: "latin1_swedish_ci",
  collations: { auth_user: "utf8mb3_unicode_ci" },
  without: [
    "points_transaction_upgrade", ...TICKET_LOG, "auth_user.access_token", "auth_user.security_key",
    "bytemark_tokens.modified_on",
  ],
  types: { ...pricesAs("VARCHAR(32) NULL"), ...ZERO_DEFAULTS },
  own_columns: { "bytemark_pass.provider": WANTED_NAMES["bytemark_pass.provider"] },
  own_keys: { bytemark_pass: ["KEY used_idx (time_used)", "KEY uuid_idx (pass_uuid, event_uuid)"] },
  own_statements: ACTIVATION_LOG,
  oddities: EVERYTHING_ODD,
}; // prettier-ignore

/* Grown over the years: a charset and collation for every table and some columns, foreign keys, the newer ledger. */
const MIXED: PortalShape = {
  ...PLAIN,
  name: "mixed",
  collations: {
    auth_user: "utf8mb4_0900_ai_ci",
    bytemark_tokens: "latin1_swedish_ci",
    "bytemark_pass.pass_uuid": "utf8mb3_general_ci",
    "bytemark_pass.oauth_token": "utf8mb4_bin",
    bytemark_orders: "utf8mb4_0900_ai_ci",
    bytemark_order_items: "utf8mb4_general_ci",
    "bytemark_order_items.order_uuid": "latin1_swedish_ci",
    bytemark_order_payments: "utf8mb3_unicode_ci",
    points_transaction_upgrade: "utf8mb4_general_ci",
  },
  without: ["points_transaction", "bytemark_pass.modified_on", "auth_user.is_guest"],
  types: {
    ...pricesAs("DECIMAL(12,4) NULL"),
    "bytemark_pass.created_on": "TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP",
  },
  own_columns: { "bytemark_pass.expiration": WANTED_NAMES["bytemark_pass.expiration"] },
  own_keys: ORDER_KEYS,
  own_statements: [SURVEY],
  oddities: EVERYTHING_ODD,
};

/* What PassDesk cannot work on before the pass table is converted: it has neither transactions nor row locks. */
const MY_ISAM: PortalShape = {
  ...LEGACY,
  name: "myisam",
  row_format: "DYNAMIC",
  my_isam: ["bytemark_pass", "bytemark_tokens", "auth_user", "bytemark_orders", "bytemark_order_items", "bytemark_order_payments"],
}; // prettier-ignore

/** Every portal that has a name; `plain` is like the tables that PassDesk's own migrations make. */
export const NAMED_PORTALS = {
  plain: PLAIN,
  legacy: LEGACY,
  latin: LATIN,
  mixed: MIXED,
  myisam: MY_ISAM,
} as const;

export type PortalName = keyof typeof NAMED_PORTALS;
