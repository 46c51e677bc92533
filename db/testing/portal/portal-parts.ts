import type { PortalShape } from "./portal-shape";

/* Pieces that several shapes are put together from. */

/** Another table of the portal that points at its passes, and logs each of them by a trigger. */
export const ACTIVATION_LOG = [
  `CREATE TABLE pass_activation (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, pass_id INT NOT NULL, used_on DATETIME NULL)`,
  `CREATE TRIGGER trg_pass_activation AFTER INSERT ON bytemark_pass FOR EACH ROW
   INSERT INTO pass_activation (pass_id, used_on) VALUES (NEW.id, NEW.time_used)`,
] as const;

/** A table whose rows keep a pass from being deleted. */
export const SURVEY = `CREATE TABLE ride_survey (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, pass_id INT NOT NULL, stars INT NULL,
   CONSTRAINT fk_survey_pass FOREIGN KEY (pass_id) REFERENCES bytemark_pass (id))`;

export const ORDER_KEYS: PortalShape["own_keys"] = {
  bytemark_order_items: ["CONSTRAINT fk_item_order FOREIGN KEY (order_id) REFERENCES bytemark_orders (id)"],
  bytemark_order_payments: [
    "CONSTRAINT fk_payment_order FOREIGN KEY (order_id) REFERENCES bytemark_orders (id)",
  ],
};

/** Columns of `bytemark_pass` with names that PassDesk wants, and other meanings. */
export const WANTED_NAMES = {
  "bytemark_pass.status": { type: "INT NOT NULL DEFAULT 0", value: "p.n % 3" },
  "bytemark_pass.user_id": { type: "INT UNSIGNED NULL", value: "p.rider" },
  "bytemark_pass.provider": { type: "VARCHAR(16) NULL", value: "'METRO'" },
  "bytemark_pass.expiration": { type: "DATE NULL", value: "NULL" },
  "bytemark_pass.drift": { type: "DOUBLE NOT NULL DEFAULT 0", value: "p.n / 7" },
  "bytemark_pass.settled_expiration": { type: "VARCHAR(16) NULL", value: "'settled'" },
  "bytemark_pass.archived_on": { type: "DATETIME NULL", value: "'2020-01-02 03:04:05'" },
  "bytemark_pass.archive_run_id": { type: "VARCHAR(32) NOT NULL DEFAULT ''", value: "'box 12'" },
} as const satisfies PortalShape["own_columns"];

const PRICES = ["bytemark_order_payments.total_price", "ticket_transaction.total_price"] as const;

/** Prices as another type. */
export const pricesAs = (type: string): PortalShape["types"] =>
  Object.fromEntries(PRICES.map((column) => [column, type]));

const NO_DEFAULT = "DATETIME NOT NULL DEFAULT '0000-00-00 00:00:00'";
/** Times that are zero unless somebody sets them, which a strict session refuses as a definition. */
export const ZERO_DEFAULTS = {
  "bytemark_pass.created_on": NO_DEFAULT,
  "auth_user.created_on": NO_DEFAULT,
  "bytemark_orders.created_on": NO_DEFAULT,
} as const satisfies PortalShape["types"];

/** What a portal that keeps its ticket log elsewhere lacks. */
export const TICKET_LOG = ["bytemark_ticket_refresh_log", "ticket_transaction"] as const;
