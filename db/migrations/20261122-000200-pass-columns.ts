import type { Knex } from "knex";

/*
 * What PassDesk adds to `bytemark_pass`. Every column is nullable or defaulted, so the portal's own INSERT of
 * five columns works unchanged. Row times are added as NULL first and given their default afterwards: the
 * rows that were there before must not claim that they were made on the day of the migration.
 */

const ID = "VARCHAR(128) CHARACTER SET ascii COLLATE ascii_bin";

/* `settled_status` is the status without the clock. Its expression restates lib/passes/pass-status.ts as it
 * stood on this day; the test beside that file compares both on a live server. */
const SETTLED_STATUS = `
  CASE
    WHEN status IS NULL OR status NOT IN ('USABLE','USING','USES_GONE','EXPIRED') THEN 'UNKNOWN'
    WHEN status = 'EXPIRED' OR settled_expiration = expiration THEN 'EXPIRED'
    WHEN status = 'USES_GONE' THEN 'USES_GONE'
    WHEN status = 'USING' THEN 'USING'
    WHEN allowed_uses > 1 THEN IF(uses_count >= allowed_uses, 'USES_GONE', 'USABLE')
    WHEN time_used IS NOT NULL THEN 'USING'
    WHEN allowed_uses = 1 AND uses_count >= 1 THEN 'USES_GONE'
    ELSE 'USABLE'
  END`;

const PASS_COLUMNS: [name: string, definition: string, afterwards?: string][] = [
  ["provider", "VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL DEFAULT 'bytemark'"],
  ["user_id", "INT NULL"],
  ["resolved_by", "VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NULL"],
  ["serial", "VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL"],
  ["product_uuid", `${ID} NULL`],
  ["product_name", "VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci NULL"],
  ["order_uuid", `${ID} NULL`],
  ["status", "VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL"],
  ["time_created", "DATETIME(3) NULL"],
  ["expiration", "DATETIME(3) NULL"],
  ["allowed_uses", "INT NULL"],
  ["uses_count", "INT NULL"],
  ["device_locked", "TINYINT(1) NOT NULL DEFAULT 0"],
  ["provider_modified", "DATETIME(3) NULL"],
  ["payload_hash", "VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL"],
  ["synced_on", "DATETIME(3) NULL"],
  ["drift", "VARCHAR(32) CHARACTER SET ascii COLLATE ascii_bin NULL"],
  ["duplicate_of", "INT NULL"],
  ["settled_expiration", "DATETIME(3) NULL"],
  ["created_on", "DATETIME(3) NULL DEFAULT NULL", "DATETIME(3) NULL DEFAULT CURRENT_TIMESTAMP(3)"],
  [
    "modified_on",
    "DATETIME(3) NULL DEFAULT NULL",
    "DATETIME(3) NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3)",
  ],
  [
    "settled_status",
    `VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin GENERATED ALWAYS AS (${SETTLED_STATUS}) STORED`,
  ],
];

export async function up(knex: Knex): Promise<void> {
  const absent: typeof PASS_COLUMNS = [];
  for (const column of PASS_COLUMNS) {
    if (!(await knex.schema.hasColumn("bytemark_pass", column[0]))) absent.push(column);
  }
  if (absent.length === 0) return;
  const added = absent.map(([name, definition]) => `ADD COLUMN ${name} ${definition}`);
  await knex.raw(`ALTER TABLE bytemark_pass ${added.join(", ")}`);
  const changed = absent.flatMap(([name, , after]) => (after ? [`MODIFY COLUMN ${name} ${after}`] : []));
  if (changed.length > 0) await knex.raw(`ALTER TABLE bytemark_pass ${changed.join(", ")}`);
}

/** Drops only what this migration could have added; a portal's own `created_on`/`modified_on` stay. */
export async function down(knex: Knex): Promise<void> {
  for (const [name, , afterwards] of PASS_COLUMNS.toReversed()) {
    if (afterwards) continue;
    if (await knex.schema.hasColumn("bytemark_pass", name)) {
      await knex.raw(`ALTER TABLE bytemark_pass DROP COLUMN ${name}`);
    }
  }
}
