import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { pause } from "../lib/running-process.mjs";

/* What a run found, by looking past the product: into the database and at the files. */

const QUIET_MS = 120_000;
/* Of the kinds of change, those that leave exactly one entry each, with the text by which it is found. */
const RECORDED = { correct: "pass.correct", undo: "pass.undo", bulk: "bulk.plan", "bulk-undo": "bulk.undo" };

/** Waits until no job of a person is left and nothing is locked; answers what still is, as sentences. */
export async function untilQuiet(database) {
  const deadline = Date.now() + QUIET_MS;
  for (;;) {
    const left = [...(await openJobs(database)), ...(await openTransactions(database))];
    if (left.length === 0 || Date.now() > deadline) return left;
    await pause(500);
  }
}

async function openJobs(database) {
  const jobs = await database.rows(
    `SELECT id, kind, state, attempts, error_message FROM pd_job
     WHERE state IN ('queued', 'running') AND actor_id IS NOT NULL`,
  );
  return jobs.map((job) => `job ${job.id} (${job.kind}) is still ${job.state} after ${job.attempts} attempts: ${job.error_message ?? ""}`); // prettier-ignore
}

async function openTransactions(database) {
  const rows = await database.rows(
    `SELECT trx_mysql_thread_id AS id, trx_rows_locked AS locked FROM information_schema.INNODB_TRX
     WHERE trx_rows_locked > 0 AND trx_started < NOW() - INTERVAL 10 SECOND`,
  );
  return rows.map(({ id, locked }) => `session ${id} still locks ${locked} rows`);
}

/** Acknowledged changes against what is stored: `{ lost, doubled, half, entries, problems }`. */
export async function compareLedger(database, { changes }) {
  const found = { acknowledged: 0, entries: 0, lost: [], doubled: [], half: [] };
  const counts = await storedCounts(database);
  for (const change of changes) {
    const stored = counts[change.kind]?.get(change.id);
    if (counts[change.kind] === undefined) continue;
    const times = stored ?? 0;
    found.entries += times;
    if (change.state === "acknowledged") found.acknowledged += 1;
    if (change.state === "acknowledged" && times === 0) found.lost.push(`${change.kind} ${change.id}`);
    if (times > 1) found.doubled.push(`${change.kind} ${change.id} (${times} times)`);
    if (change.state === "refused" && times > 0) found.half.push(`${change.kind} ${change.id} was refused (${change.status}) and is there`); // prettier-ignore
  }
  found.half.push(...(await brokenHistories(database)), ...(await misplaced(database)), ...(await miscounted(database))); // prettier-ignore
  return found;
}

/* By kind of change, how often each is stored. */
async function storedCounts(database) {
  const counts = {};
  const count = async (kind, sql) => {
    counts[kind] = new Map((await database.rows(sql)).map(({ change_id, n }) => [change_id, Number(n)]));
  };
  for (const [kind, action] of Object.entries(RECORDED)) {
    // A bulk correction has the same reason as each of its passes; its own entry is of another act.
    await count(kind, `SELECT SUBSTRING(reason_note, 7) AS change_id, COUNT(*) AS n FROM pd_audit
      WHERE action = '${action}' AND reason_note LIKE 'chaos %' AND JSON_VALUE(data, '$.bulk_id') IS NULL GROUP BY change_id`); // prettier-ignore
  }
  await count(
    "note",
    "SELECT SUBSTRING(text, 7) AS change_id, COUNT(*) AS n FROM pd_note WHERE text LIKE 'chaos %' GROUP BY change_id",
  );
  await count("export", "SELECT SUBSTRING(name, 7) AS change_id, COUNT(*) AS n FROM pd_export WHERE name LIKE 'chaos %' GROUP BY change_id"); // prettier-ignore
  await count("view", `SELECT SUBSTRING(JSON_VALUE(after_values, '$.name'), 7) AS change_id, COUNT(*) AS n FROM pd_audit
    WHERE action = 'view.save' GROUP BY change_id`); // prettier-ignore
  for (const direction of ["archive", "restore"]) {
    await count(direction, `SELECT SUBSTRING(JSON_VALUE(ask, '$.reason'), 7) AS change_id, COUNT(*) AS n FROM pd_archive_run
      WHERE direction = '${direction}' AND JSON_VALUE(ask, '$.reason') LIKE 'chaos %' GROUP BY change_id`); // prettier-ignore
  }
  return counts;
}

/* Every pass must be what its entries say, each of which began where the one before ended. */
async function brokenHistories(database) {
  const entries = await database.rows(
    `SELECT e.id, e.subject_id, JSON_VALUE(e.before_values, '$.uses_count') AS was, JSON_VALUE(e.after_values, '$.uses_count') AS became
     FROM pd_audit e WHERE e.action IN ('pass.correct', 'pass.undo') AND e.subject_type = 'pass' ORDER BY e.id`,
  );
  const passes = await database.rows(
    `SELECT id, uses_count FROM pd_pass WHERE product_uuid = 'chaos-product'
     UNION ALL SELECT id, uses_count FROM pd_pass_archive WHERE product_uuid = 'chaos-product'`,
  );
  const last = new Map();
  const broken = [];
  for (const { id, subject_id, was, became } of entries) {
    const before = last.get(subject_id) ?? "0";
    if (String(was) !== before)
      broken.push(`entry ${id} of pass ${subject_id} began at ${was}, the one before left ${before}`);
    last.set(subject_id, String(became));
  }
  for (const { id, uses_count } of passes) {
    const wanted = last.get(String(id)) ?? "0";
    if (String(uses_count) !== wanted)
      broken.push(`pass ${id} has ${uses_count} uses, its last entry says ${wanted}`);
  }
  return broken;
}

/* Every pass stands in the list or in the archive, once. */
async function misplaced(database) {
  const rows = await database.rows(
    `SELECT id, COUNT(*) AS n FROM (SELECT id FROM pd_pass UNION ALL SELECT id FROM pd_pass_archive) AS places
     GROUP BY id HAVING n > 1`,
  );
  return rows.map(({ id, n }) => `pass ${id} stands in ${n} places`);
}

/* A bulk correction's numbers are those of its entries and of its items. */
async function miscounted(database) {
  const rows = await database.rows(
    `SELECT b.id, b.state, b.changed, COUNT(i.pass_id) AS items,
       (SELECT COUNT(*) FROM pd_audit e WHERE JSON_VALUE(e.data, '$.bulk_id') = b.id AND e.subject_type = 'pass') AS entries
     FROM pd_bulk b LEFT JOIN pd_bulk_item i ON i.bulk_id = b.id AND i.outcome = 'changed' GROUP BY b.id, b.state, b.changed`,
  );
  return rows
    .filter(({ changed, items, entries }) => Number(items) !== changed || Number(entries) !== changed)
    .map(({ id, changed, items, entries }) => `bulk correction ${id} says ${changed} changed, has ${items} items and ${entries} entries`); // prettier-ignore
}

/** Finished exports against their rows and files; answers `{ ready, problems }`. */
export async function checkExports(database, folder) {
  const rows = await database.rows(
    "SELECT id, name, state, error_message, sha256, rows_total, rows_done FROM pd_export",
  );
  const problems = [];
  for (const { id, state, error_message, sha256, rows_total, rows_done } of rows) {
    if (state !== "ready") {
      problems.push(`export ${id} is ${state}: ${error_message ?? ""}`);
      continue;
    }
    const file = path.join(folder, `${id}.csv`);
    if (!existsSync(file)) {
      problems.push(`the file of export ${id} is gone`);
      continue;
    }
    const content = readFileSync(file);
    const ids = content.toString("utf8").trimEnd().split("\r\n").slice(1).map((line) => line.split(",")[0]); // prettier-ignore
    if (createHash("sha256").update(content).digest("hex") !== sha256)
      problems.push(`the file of export ${id} has another checksum`);
    if (new Set(ids).size !== ids.length) problems.push(`export ${id} has a row twice`);
    if (ids.length !== Number(rows_total) || rows_done !== rows_total)
      problems.push(`export ${id} has ${ids.length} rows of the ${rows_total} that were frozen`);
  }
  return { ready: rows.length, problems };
}

/** Jobs that were given up, and schedules that are paused or late: nothing but a fault of the product makes them so. */
export async function checkJobs(database) {
  const dead = await database.rows(
    "SELECT id, kind, error_code, error_message FROM pd_job WHERE state = 'dead'",
  );
  const schedules = await database.rows(
    `SELECT id, name, is_enabled, paused_reason, next_on FROM pd_schedule
     WHERE is_enabled = 0 OR next_on IS NULL OR next_on < NOW() - INTERVAL 60 SECOND OR next_on > NOW() + INTERVAL 2 DAY`,
  );
  return [
    ...dead.filter(({ error_code }) => error_code !== "disk_full").map(({ id, kind, error_message }) => `job ${id} (${kind}) was given up: ${error_message}`), // prettier-ignore
    ...schedules.map(({ name, is_enabled, paused_reason, next_on }) => `schedule "${name}" is ${is_enabled === 0 ? `paused: ${paused_reason}` : `due at ${next_on}`}`), // prettier-ignore
  ];
}
