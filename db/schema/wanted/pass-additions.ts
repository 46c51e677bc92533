/*
 * What PassDesk adds to `bytemark_pass` and its archive. Every column is nullable or has a default, so the portal's own INSERT works
 * unchanged, and carries the mark, by which anyone who reads the portal's schema tells PassDesk's columns from the portal's own.
 */

/** The comment of every column that PassDesk added to a table of the portal. */
export const MARK = "PassDesk";

const WORD = (length: number) => `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`;

/** A plain column. One whose name the portal has given to a column of its own is called `pd_<name>` instead. */
export interface PassAddition {
  name: string;
  definition: string;
  /**
   * The definition that the column is added with, and changed from at once: rows that were there before must not claim that they
   * were made on the day of the migration.
   */
  addedAs?: string;
}

export const PASS_ADDITIONS: readonly PassAddition[] = [
  { name: "provider", definition: `${WORD(32)} NOT NULL DEFAULT 'bytemark'` },
  { name: "user_id", definition: "INT NULL" },
  { name: "resolved_by", definition: `${WORD(16)} NULL` },
  { name: "serial", definition: `${WORD(64)} NULL` },
  { name: "product_uuid", definition: `${WORD(128)} NULL` },
  { name: "product_name", definition: "VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL" },
  { name: "order_uuid", definition: `${WORD(128)} NULL` },
  { name: "status", definition: "VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL" },
  { name: "time_created", definition: "DATETIME(3) NULL" },
  { name: "expiration", definition: "DATETIME(3) NULL" },
  { name: "allowed_uses", definition: "INT NULL" },
  { name: "uses_count", definition: "INT NULL" },
  { name: "device_locked", definition: "TINYINT(1) NOT NULL DEFAULT 0" },
  { name: "provider_modified", definition: "DATETIME(3) NULL" },
  { name: "payload_hash", definition: `${WORD(64)} NULL` },
  { name: "synced_on", definition: "DATETIME(3) NULL" },
  { name: "drift", definition: `${WORD(32)} NULL` },
  { name: "duplicate_of", definition: "INT NULL" },
  { name: "settled_expiration", definition: "DATETIME(3) NULL" },
];

/** Added unless the portal keeps them itself. */
export const ROW_TIMES: readonly PassAddition[] = [
  {
    name: "created_on",
    definition: "DATETIME(3) NULL DEFAULT CURRENT_TIMESTAMP(3)",
    addedAs: "DATETIME(3) NULL DEFAULT NULL",
  },
  {
    name: "modified_on",
    definition: "DATETIME(3) NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)",
    addedAs: "DATETIME(3) NULL DEFAULT NULL",
  },
];

/** Only in the archive. */
export const ARCHIVE_ADDITIONS: readonly PassAddition[] = [
  { name: "archived_on", definition: "DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)" },
  { name: "archive_run_id", definition: "BIGINT NULL" },
];

/** The columns that every portal has; without one of them nothing can be added. */
export const PORTAL_PASS_COLUMNS = ["id", "oauth_token", "pass_uuid", "event_uuid", "time_used"];

/**
 * The column that holds a portal's time as far as it is one: NULL for zero and partial dates. `type` is the portal's,
 * `datetime(3)`.
 */
export function readableTime(name: string, type: string): string {
  const isThere = `MONTH(${name}) > 0 AND DAYOFMONTH(${name}) > 0`;
  return `${type} GENERATED ALWAYS AS (IF(${isThere}, ${name}, NULL)) VIRTUAL`;
}

/**
 * The status without the clock. Its expression restates lib/passes/pass-status.ts; the test beside that file compares both on a live
 * server. `of` answers what a column is called in this table.
 */
export function settledStatus(of: (name: string) => string): string {
  const [status, expiration] = [of("status"), of("expiration")];
  const [allowed, uses] = [of("allowed_uses"), of("uses_count")];
  return `${WORD(16)} GENERATED ALWAYS AS (CASE
    WHEN ${status} IS NULL OR ${status} NOT IN ('USABLE','USING','USES_GONE','EXPIRED') THEN 'UNKNOWN'
    WHEN ${status} = 'EXPIRED' OR ${of("settled_expiration")} = ${expiration} THEN 'EXPIRED'
    WHEN ${status} = 'USES_GONE' THEN 'USES_GONE'
    WHEN ${status} = 'USING' THEN 'USING'
    WHEN ${allowed} > 1 THEN IF(${uses} >= ${allowed}, 'USES_GONE', 'USABLE')
    WHEN ${of("time_used")} IS NOT NULL THEN 'USING'
    WHEN ${allowed} = 1 AND ${uses} >= 1 THEN 'USES_GONE'
    ELSE 'USABLE'
  END) VIRTUAL`;
}
