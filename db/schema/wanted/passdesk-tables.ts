import { PLATFORM_TABLES } from "./platform-tables";
import { RIDER_TABLES } from "./rider-tables";
import { WORK_TABLES } from "./work-tables";

/** Every table of PassDesk's own with its columns and keys; they come into being in this order. */
export const PASSDESK_TABLES: Readonly<Record<string, string>> = {
  // The tables of the portal as they were before PassDesk first altered them.
  pd_portal_table: `
    table_name VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL PRIMARY KEY,
    engine VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    as_before MEDIUMTEXT NOT NULL,
    seen_on DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)`,
  ...PLATFORM_TABLES,
  ...RIDER_TABLES,
  ...WORK_TABLES,
};

export const TABLE_OPTIONS = "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci";

/** What people set has a row from the start, so that two who change it at once can wait for each other. */
export const SETTING_ROWS = ["archive.policy", "bulk.approval_threshold"];

/** Tables of earlier versions. Their presence also says that PassDesk's columns may be without their mark. */
export const FORMER_TABLES = ["pd_migration", "pd_migration_lock"];
