/*
 * The portal's tables as its own migrations could have made them, with every column that PassDesk knows of. A shape
 * leaves out, retypes and adds; nothing here says how PassDesk reads them.
 */

const NOW = "DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP";
const TIMES = { created_on: NOW, modified_on: `${NOW} ON UPDATE CURRENT_TIMESTAMP` };
const ID = "INT NOT NULL AUTO_INCREMENT PRIMARY KEY";
const UUID = "VARCHAR(128) NULL";
const POINTS = {
  id: ID,
  user_id: "INT NOT NULL",
  activity_type: "INT NOT NULL",
  points: "DECIMAL(10,2) NOT NULL",
  balance: "DECIMAL(10,2) NOT NULL",
  note: "VARCHAR(200) NULL",
  payer: "INT NULL",
  payee: "INT NULL",
  ref_transaction_id: "INT NULL",
  created_on: NOW,
};

/** Table → column → definition, in an order in which foreign keys can be made. */
export const PORTAL_COLUMNS = {
  auth_user: {
    id: ID,
    first_name: "VARCHAR(128) NULL",
    last_name: "VARCHAR(128) NULL",
    email: "VARCHAR(512) NULL",
    common_email: "VARCHAR(512) NULL",
    phone_number: "VARCHAR(32) NULL",
    country_code: "VARCHAR(8) NULL",
    registration_id: "VARCHAR(512) NULL",
    registration_key: "VARCHAR(512) NULL",
    access_token: "VARCHAR(512) NULL",
    security_key: "VARCHAR(512) NULL",
    device_token: "VARCHAR(512) NULL",
    google_id: "VARCHAR(32) NULL",
    facebook_id: "VARCHAR(32) NULL",
    apple_id: "VARCHAR(512) NULL",
    is_active: "CHAR(1) NOT NULL DEFAULT 'T'",
    is_guest: "CHAR(1) NOT NULL DEFAULT 'F'",
    enterprise_id: "INT NULL",
    created_on: "DATETIME NULL DEFAULT CURRENT_TIMESTAMP",
  },
  bytemark_pass: {
    id: ID,
    oauth_token: "VARCHAR(255) NULL",
    pass_uuid: UUID,
    event_uuid: UUID,
    time_used: "DATETIME NULL",
    ...TIMES,
  },
  bytemark_tokens: {
    id: ID,
    user_id: "INT NOT NULL",
    email: "VARCHAR(255) NULL",
    password: "VARCHAR(255) NULL",
    token: "VARCHAR(255) NULL",
    status: "VARCHAR(32) NULL",
    ...TIMES,
  },
  bytemark_orders: {
    id: ID,
    user_id: "INT NOT NULL",
    oauth_token: "VARCHAR(255) NULL",
    order_uuid: UUID,
    amount: "VARCHAR(32) NULL",
    card_uuid: "VARCHAR(128) NULL",
    status: "INT NOT NULL DEFAULT 0",
    resultData: "MEDIUMTEXT NULL",
    postData: "MEDIUMTEXT NULL",
    ...TIMES,
  },
  bytemark_order_items: {
    id: ID,
    order_id: "INT NOT NULL",
    order_uuid: UUID,
    oauth_token: "VARCHAR(255) NULL",
    product_uuid: UUID,
    pass_uuid: UUID,
    created_on: NOW,
  },
  bytemark_order_payments: {
    id: ID,
    payment_id: "INT NOT NULL DEFAULT 0",
    payment_type: "VARCHAR(32) NULL",
    total_price: "DECIMAL(10,2) NULL",
    user_id: "INT NOT NULL",
    order_id: "INT NOT NULL",
    order_uuid: UUID,
    f_token_id: "INT NOT NULL DEFAULT 0",
    ...TIMES,
  },
  bytemark_ticket_refresh_log: {
    id: ID,
    user_id: "INT UNSIGNED NOT NULL DEFAULT 0",
    activity_type: "INT UNSIGNED NOT NULL DEFAULT 0",
    status: "INT UNSIGNED NOT NULL DEFAULT 0",
    note: "VARCHAR(256) NULL",
    scheduled_on: "DATETIME NULL",
    ...TIMES,
  },
  internal_user_tag: { id: ID, user_id: "INT NOT NULL", tag: "VARCHAR(64) NULL", ...TIMES },
  points_transaction: POINTS,
  points_transaction_upgrade: POINTS,
  token_transaction: {
    id: ID,
    user_id: "INT NOT NULL",
    activity_type: "INT NOT NULL",
    tokens: "DECIMAL(10,2) NOT NULL",
    balance: "DECIMAL(10,2) NOT NULL",
    f_agency_id: "INT NOT NULL DEFAULT 0",
    agency_name: "VARCHAR(128) NULL",
    f_token_id: "INT NOT NULL DEFAULT 0",
    token_name: "VARCHAR(128) NULL",
    f_campaign_id: "INT NOT NULL DEFAULT 0",
    note: "VARCHAR(200) NULL",
    issued_on: "DATETIME NULL",
    expired_on: "DATETIME NULL",
    created_on: NOW,
  },
  ticket_transaction: {
    id: ID,
    payment_type: "VARCHAR(32) NULL",
    total_price: "DECIMAL(10,2) NULL",
    user_id: "VARCHAR(256) NULL",
    user_uuid: "VARCHAR(255) NULL",
    order_time: "DATETIME NULL",
    ticket_item_id: "INT NULL",
    active_time: "VARCHAR(32) NULL",
    test_account: "TINYINT(1) NOT NULL DEFAULT 0",
    created_on: NOW,
  },
} as const satisfies Record<string, Record<string, string>>;

export type PortalTable = keyof typeof PORTAL_COLUMNS;
export const PORTAL_TABLES = Object.keys(PORTAL_COLUMNS) as PortalTable[];

/** Indexes and keys that the portal is known to have. */
export const PORTAL_KEYS: Partial<Record<PortalTable, string>> = {
  bytemark_tokens: "UNIQUE KEY user_id_unique_idx__001 (user_id)",
  bytemark_orders: "KEY order_uuid_idx_1 (order_uuid)",
  bytemark_ticket_refresh_log: "KEY idx__user_id__status__001 (user_id, status)",
};
