import type { Knex } from "knex";

/*
 * The portal's own tables, created only where they are absent: a demo or test database. On a real portal
 * every statement is a no-op, and `down` therefore never drops a table that may hold somebody's data.
 */

const ID = "VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin";
const TIMES = `created_on DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  modified_on DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP`;
const TABLE_OPTIONS = "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci";

const PORTAL_TABLES: Record<string, string> = {
  bytemark_pass: `
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    oauth_token VARCHAR(255) NULL,
    pass_uuid ${ID} NULL,
    event_uuid ${ID} NULL,
    time_used DATETIME NULL`,
  bytemark_tokens: `
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_id INT NOT NULL,
    email VARCHAR(255) NULL,
    password VARCHAR(255) NULL,
    token VARCHAR(255) NULL,
    status VARCHAR(32) NULL,
    ${TIMES},
    UNIQUE KEY user_id_unique_idx__001 (user_id)`,
  bytemark_orders: `
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_id INT NOT NULL,
    oauth_token VARCHAR(255) NULL,
    order_uuid ${ID} NULL,
    amount VARCHAR(32) NULL,
    card_uuid VARCHAR(128) NULL,
    status INT NOT NULL DEFAULT 0,
    resultData MEDIUMTEXT NULL,
    postData MEDIUMTEXT NULL,
    ${TIMES},
    KEY order_uuid_idx_1 (order_uuid)`,
  bytemark_order_items: `
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    order_id INT NOT NULL,
    order_uuid ${ID} NULL,
    oauth_token VARCHAR(255) NULL,
    product_uuid ${ID} NULL,
    pass_uuid ${ID} NULL,
    created_on DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP`,
  bytemark_order_payments: `
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    payment_id INT NOT NULL DEFAULT 0,
    payment_type VARCHAR(32) NULL,
    total_price DECIMAL(10,2) NULL,
    user_id INT NOT NULL,
    order_id INT NOT NULL,
    order_uuid ${ID} NULL,
    f_token_id INT NOT NULL DEFAULT 0,
    ${TIMES}`,
  bytemark_ticket_refresh_log: `
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_id INT UNSIGNED NOT NULL DEFAULT 0,
    activity_type INT UNSIGNED NOT NULL DEFAULT 0,
    status INT UNSIGNED NOT NULL DEFAULT 0,
    note VARCHAR(256) NULL,
    scheduled_on DATETIME NULL,
    ${TIMES},
    KEY idx__user_id__status__001 (user_id, status)`,
  auth_user: `
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    first_name VARCHAR(128) NULL,
    last_name VARCHAR(128) NULL,
    email VARCHAR(512) NULL,
    common_email VARCHAR(512) NULL,
    phone_number VARCHAR(32) NULL,
    country_code VARCHAR(8) NULL,
    registration_id VARCHAR(512) NULL,
    registration_key VARCHAR(512) NULL,
    access_token VARCHAR(512) NULL,
    security_key VARCHAR(512) NULL,
    device_token VARCHAR(512) NULL,
    google_id VARCHAR(32) NULL,
    facebook_id VARCHAR(32) NULL,
    apple_id VARCHAR(512) NULL,
    is_active CHAR(1) NOT NULL DEFAULT 'T',
    is_guest CHAR(1) NOT NULL DEFAULT 'F',
    enterprise_id INT NULL,
    created_on DATETIME NULL DEFAULT CURRENT_TIMESTAMP`,
  internal_user_tag: `
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_id INT NOT NULL,
    tag VARCHAR(64) NULL,
    ${TIMES}`,
  points_transaction: `
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_id INT NOT NULL,
    activity_type INT NOT NULL,
    points DECIMAL(10,2) NOT NULL,
    balance DECIMAL(10,2) NOT NULL,
    note VARCHAR(200) NULL,
    payer INT NULL,
    payee INT NULL,
    ref_transaction_id INT NULL,
    created_on DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP`,
  token_transaction: `
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_id INT NOT NULL,
    activity_type INT NOT NULL,
    tokens DECIMAL(10,2) NOT NULL,
    balance DECIMAL(10,2) NOT NULL,
    f_agency_id INT NOT NULL DEFAULT 0,
    agency_name VARCHAR(128) NULL,
    f_token_id INT NOT NULL DEFAULT 0,
    token_name VARCHAR(128) NULL,
    f_campaign_id INT NOT NULL DEFAULT 0,
    note VARCHAR(200) NULL,
    issued_on DATETIME NULL,
    expired_on DATETIME NULL,
    created_on DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP`,
  ticket_transaction: `
    id INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    payment_type VARCHAR(32) NULL,
    total_price DECIMAL(10,2) NULL,
    user_id VARCHAR(256) NULL,
    user_uuid VARCHAR(255) NULL,
    order_time DATETIME NULL,
    ticket_item_id INT NULL,
    active_time VARCHAR(32) NULL,
    test_account TINYINT(1) NOT NULL DEFAULT 0,
    created_on DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP`,
};

export async function up(knex: Knex): Promise<void> {
  for (const [table, columns] of Object.entries(PORTAL_TABLES)) {
    await knex.raw(`CREATE TABLE IF NOT EXISTS ${table} (${columns}) ${TABLE_OPTIONS}`);
  }
}

export async function down(): Promise<void> {}
