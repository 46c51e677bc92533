import type { Knex } from "knex";

/* What correcting and taking out at any size needs: jobs, schedules, bulk corrections, exports, archive, a chained log. */

const WORD = (length: number) => `VARCHAR(${length}) CHARACTER SET ascii COLLATE ascii_bin`;
const TABLE_OPTIONS = "ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci";
const NOW = "DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)";
const MODIFIED = `modified_on ${NOW} ON UPDATE CURRENT_TIMESTAMP(3)`;
const HASH = "CHAR(64) CHARACTER SET ascii COLLATE ascii_bin";
const REASON = `reason_code ${WORD(32)} NULL, reason_note VARCHAR(500) NULL, case_ref VARCHAR(64) NULL`;
const ASKED_BY = `actor_id INT NULL, actor_name VARCHAR(254) NOT NULL`;

const TABLES: Record<string, string> = {
  // `ix_pd_job_due`: the next job of a lane. `ix_pd_job_lease`: jobs whose worker went away. `ix_pd_job_kind`: the page.
  // `unique_key` keeps a second job of the same thing from being queued while one is on; null allows any number.
  pd_job: `
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    kind ${WORD(32)} NOT NULL,
    lane ${WORD(16)} NOT NULL,
    payload JSON NOT NULL,
    state ${WORD(16)} NOT NULL DEFAULT 'queued',
    subject_type ${WORD(32)} NULL,
    subject_id ${WORD(128)} NULL,
    ${ASKED_BY},
    unique_key ${WORD(128)} NULL,
    run_after ${NOW},
    attempts INT NOT NULL DEFAULT 0,
    most_attempts INT NOT NULL,
    owner ${WORD(64)} NULL,
    fence BIGINT NOT NULL DEFAULT 0,
    lease_until DATETIME(6) NULL,
    cancel_asked_on DATETIME(3) NULL,
    rows_done BIGINT NULL,
    rows_total BIGINT NULL,
    error_code ${WORD(64)} NULL,
    error_message VARCHAR(500) NULL,
    created_on ${NOW},
    started_on DATETIME(3) NULL,
    finished_on DATETIME(3) NULL,
    ${MODIFIED},
    UNIQUE KEY uq_pd_job_key (unique_key),
    KEY ix_pd_job_due (state, lane, run_after),
    KEY ix_pd_job_lease (state, lease_until),
    KEY ix_pd_job_kind (kind, state),
    KEY ix_pd_job_subject (subject_type, subject_id)`,
  // One row a repeated job. `cron` is read in the agency's zone. `ix_pd_schedule_due`: what is due.
  pd_schedule: `
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(120) NOT NULL,
    kind ${WORD(32)} NOT NULL,
    cron ${WORD(64)} NOT NULL,
    payload JSON NOT NULL,
    built_in_key ${WORD(32)} NULL,
    owner_id INT NULL,
    owner_name VARCHAR(254) NOT NULL,
    is_enabled TINYINT(1) NOT NULL DEFAULT 1,
    paused_reason VARCHAR(500) NULL,
    next_on DATETIME(3) NULL,
    last_on DATETIME(3) NULL,
    last_job_id BIGINT NULL,
    created_on ${NOW},
    ${MODIFIED},
    UNIQUE KEY uq_pd_schedule_key (built_in_key),
    KEY ix_pd_schedule_due (is_enabled, next_on),
    KEY ix_pd_schedule_kind (kind, owner_id)`,
  // A bulk correction from plan to end; an undo is one too and names what it undoes. `tally`: why passes are not changed,
  // what is unusual, and since when it runs.
  pd_bulk: `
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    undo_of BIGINT NULL,
    state ${WORD(16)} NOT NULL,
    ${ASKED_BY},
    search TEXT NULL,
    changes JSON NOT NULL,
    ${REASON},
    pin_until DATETIME(3) NULL,
    is_pinned TINYINT(1) NOT NULL DEFAULT 0,
    frozen_on ${NOW},
    last_planned_id INT NOT NULL DEFAULT 0,
    matched INT NOT NULL DEFAULT 0,
    will_change INT NOT NULL DEFAULT 0,
    unchanged INT NOT NULL DEFAULT 0,
    refused INT NOT NULL DEFAULT 0,
    changed INT NOT NULL DEFAULT 0,
    skipped INT NOT NULL DEFAULT 0,
    failed INT NOT NULL DEFAULT 0,
    needs_approval TINYINT(1) NOT NULL DEFAULT 0,
    approved_by INT NULL,
    approved_name VARCHAR(254) NULL,
    approved_on DATETIME(3) NULL,
    job_id BIGINT NULL,
    tally JSON NULL,
    error_message VARCHAR(500) NULL,
    created_on ${NOW},
    started_on DATETIME(3) NULL,
    finished_on DATETIME(3) NULL,
    ${MODIFIED},
    UNIQUE KEY uq_pd_bulk_undo (undo_of),
    KEY ix_pd_bulk_state (state)`,
  // The frozen passes of a bulk correction. `version` is the hash of the row as planned, after the change as changed.
  // `ix_pd_bulk_item_outcome`: the next batch; results by outcome.
  pd_bulk_item: `
    bulk_id BIGINT NOT NULL,
    pass_id INT NOT NULL,
    outcome ${WORD(16)} NOT NULL,
    why ${WORD(48)} NULL,
    version ${WORD(32)} NOT NULL,
    audit_id BIGINT NULL,
    PRIMARY KEY (bulk_id, pass_id),
    KEY ix_pd_bulk_item_outcome (bulk_id, outcome, pass_id)`,
  // A background export. `resume_point`: where rows and file stand together. `ix_pd_export_owner`: one person's, newest first.
  pd_export: `
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(120) NOT NULL,
    owner_id INT NOT NULL,
    owner_name VARCHAR(254) NOT NULL,
    state ${WORD(16)} NOT NULL,
    format ${WORD(16)} NOT NULL,
    search TEXT NOT NULL,
    columns_list VARCHAR(1000) NOT NULL,
    time_zone ${WORD(64)} NOT NULL,
    schedule_id BIGINT NULL,
    job_id BIGINT NULL,
    frozen_on DATETIME(3) NULL,
    last_pass_id INT NULL,
    resume_point JSON NULL,
    rows_done BIGINT NOT NULL DEFAULT 0,
    rows_total BIGINT NULL,
    bytes BIGINT NULL,
    sha256 ${HASH} NULL,
    error_message VARCHAR(500) NULL,
    downloads INT NOT NULL DEFAULT 0,
    created_on ${NOW},
    started_on DATETIME(3) NULL,
    finished_on DATETIME(3) NULL,
    expires_on DATETIME(3) NULL,
    ${MODIFIED},
    KEY ix_pd_export_owner (owner_id, id),
    KEY ix_pd_export_state (state, expires_on),
    KEY ix_pd_export_schedule (schedule_id)`,
  // One run of archiving or restoring. `resume_point`: the expiration and the id behind which it goes on.
  pd_archive_run: `
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    direction ${WORD(16)} NOT NULL,
    state ${WORD(16)} NOT NULL,
    ${ASKED_BY},
    ask JSON NOT NULL,
    schedule_id BIGINT NULL,
    job_id BIGINT NULL,
    resume_point JSON NULL,
    rows_total INT NULL,
    rows_done INT NOT NULL DEFAULT 0,
    rows_kept INT NOT NULL DEFAULT 0,
    error_message VARCHAR(500) NULL,
    created_on ${NOW},
    started_on DATETIME(3) NULL,
    finished_on DATETIME(3) NULL,
    ${MODIFIED},
    KEY ix_pd_archive_run_state (state)`,
  // The chain over the log: gapless numbers in the order of sealing, each hash over the one before and the entry.
  pd_audit_link: `
    seq BIGINT NOT NULL PRIMARY KEY,
    audit_id BIGINT NOT NULL,
    hash ${HASH} NOT NULL,
    UNIQUE KEY uq_pd_audit_link_entry (audit_id)`,
  // One row a sealing: up to where the chain went and what it ended with.
  pd_audit_seal: `
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    last_seq BIGINT NOT NULL,
    hash ${HASH} NOT NULL,
    mac ${HASH} NOT NULL,
    sealed_on ${NOW},
    UNIQUE KEY uq_pd_audit_seal_seq (last_seq)`,
  // What verifying found, each time.
  pd_audit_check: `
    id BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    checked_on ${NOW},
    actor_name VARCHAR(254) NOT NULL,
    entries BIGINT NOT NULL,
    last_seq BIGINT NOT NULL,
    hash ${HASH} NULL,
    is_whole TINYINT(1) NOT NULL,
    first_bad_id BIGINT NULL,
    problem VARCHAR(500) NULL`,
};

const SETTINGS = ["archive.policy", "bulk.approval_threshold"];

async function hasColumn(knex: Knex, table: string, column: string): Promise<boolean> {
  return knex.schema.hasColumn(table, column);
}

export async function up(knex: Knex): Promise<void> {
  for (const [table, columns] of Object.entries(TABLES)) {
    await knex.raw(`CREATE TABLE IF NOT EXISTS ${table} (${columns}) ${TABLE_OPTIONS}`);
  }
  // What people set has a row from the start, so that two who change it at once can wait for each other.
  for (const name of SETTINGS) {
    await knex.raw("INSERT IGNORE INTO pd_setting (name, value) VALUES (?, 'null')", [name]);
  }
  // Whoever wrote the entry could sign it; entries from before could not. `ix_pd_audit_case`: the entries of a case.
  if (!(await hasColumn(knex, "pd_audit", "mac"))) {
    await knex.raw(`ALTER TABLE pd_audit ADD COLUMN mac ${HASH} NULL, ADD INDEX ix_pd_audit_case (case_ref)`);
    await knex.raw(
      `INSERT INTO pd_setting (name, value)
       SELECT 'audit.unsigned', CONCAT('{"last_id":', COALESCE(MAX(id), 0), '}') FROM pd_audit`,
    );
  }
  // Every column the portal has, its own ones too, and every index a list may name.
  await knex.raw("CREATE TABLE IF NOT EXISTS bytemark_pass_archive LIKE bytemark_pass");
  if (!(await hasColumn(knex, "bytemark_pass_archive", "archived_on"))) {
    await knex.raw(
      `ALTER TABLE bytemark_pass_archive ADD COLUMN archived_on ${NOW}, ADD COLUMN archive_run_id BIGINT NULL,
       ADD INDEX ix_pd_archived_on (archived_on), ADD INDEX ix_pd_archive_run (archive_run_id)`,
    );
  }
  if (!(await hasOrderIndex(knex)))
    await knex.raw(`ALTER TABLE bytemark_orders ADD INDEX ${ORDER_INDEX} (created_on, order_uuid)`);
}

/* Which orders are recent, with what they are looked up by beside it: read from the index alone. */
const ORDER_INDEX = "ix_pd_order_created";

async function hasOrderIndex(knex: Knex): Promise<boolean> {
  const found = await knex("information_schema.STATISTICS")
    .first("INDEX_NAME")
    .whereRaw("TABLE_SCHEMA = DATABASE()")
    .where({ TABLE_NAME: "bytemark_orders", INDEX_NAME: ORDER_INDEX });
  return found !== undefined;
}

/** The archive holds passes that are nowhere else, so it goes only when it is empty. */
export async function down(knex: Knex): Promise<void> {
  const [archived] = await knex("bytemark_pass_archive").limit(1).select("id");
  if (archived) throw new Error("bytemark_pass_archive holds passes: restore them first");
  await knex.raw("DROP TABLE bytemark_pass_archive");
  if (await hasOrderIndex(knex)) await knex.raw(`ALTER TABLE bytemark_orders DROP INDEX ${ORDER_INDEX}`);
  if (await hasColumn(knex, "pd_audit", "mac")) {
    await knex.raw("ALTER TABLE pd_audit DROP COLUMN mac, DROP INDEX ix_pd_audit_case");
  }
  await knex("pd_setting")
    .whereIn("name", ["audit.unsigned", ...SETTINGS])
    .delete();
  for (const table of Object.keys(TABLES).toReversed()) await knex.raw(`DROP TABLE IF EXISTS ${table}`);
}
