import { randomInt, randomUUID } from "node:crypto";
import type { OutsideDatabase } from "@/db/testing/outside-database";
import { ask } from "./ask";

/* Rows that a test adds for itself, so that it can run in any order, in parallel and again. */

export interface OwnPass {
  id: string;
  pass_uuid: string;
  serial: string;
  product_name: string;
  etag: string;
}

/** An expired pass of a new rider, with its version as this reader sees it. */
export async function ownPass(db: OutsideDatabase, cookie: string | undefined): Promise<OwnPass> {
  const [id = 0] = await addPasses(db, await addRider(db), 1);
  const [row] = await db.rows<{ pass_uuid: string; serial: string; product_name: string }>(
    "SELECT pass_uuid, serial, product_name FROM pd_pass WHERE id = ?",
    [id],
  );
  if (!row) throw new Error("the pass that was just added is not there");
  const answer = await ask(`/api/v1/passes/${id}`, { cookie });
  if (answer.status !== 200) throw new Error(`the pass answered ${answer.status}: ${answer.body}`);
  return { ...row, id: String(id), etag: answer.headers["etag"] ?? "" };
}

/** Passes, and the list that finds only them. */
export interface OwnPasses {
  /** The filters of the list as parameters. */
  search: string;
  ids: number[];
  expirations: Map<number, string>;
}

const RIDERS = 12;
const PASSES_A_RIDER = 5;

/** Five passes for each of twelve new riders, more than fit on a page, all expired more than 40 days ago. */
export async function ownPasses(db: OutsideDatabase): Promise<OwnPasses> {
  const riders: number[] = [];
  const ids: number[] = [];
  for (let at = 0; at < RIDERS; at++) {
    const rider = await addRider(db);
    riders.push(rider);
    ids.push(...(await addPasses(db, rider, PASSES_A_RIDER)));
  }
  return {
    search: `status=EXPIRED&user_id=${riders.join(",")}&expiration[lt]=now-40d`,
    ids,
    expirations: await expirationsOf(db, ids),
  };
}

export async function expirationsOf(
  db: OutsideDatabase,
  ids: readonly number[],
): Promise<Map<number, string>> {
  const rows = await db.rows<{ id: number; expiration: string }>(
    `SELECT id, expiration FROM pd_pass WHERE id IN (${ids.map(() => "?").join(", ")}) ORDER BY id`,
    ids,
  );
  return new Map(rows.map(({ id, expiration }) => [id, expiration]));
}

const LIKE_A_DEMO_RIDER = "ours.email IS NOT NULL AND stored.is_active = 'T' AND ours.is_guest = 'F'";

/** Adds a rider with an account like any other; answers the id. */
export async function addRider(db: OutsideDatabase): Promise<number> {
  const email = `own.${randomUUID()}@example.com`;
  await copyRows(db, ["auth_user", "pd_rider"], LIKE_A_DEMO_RIDER, 1, {
    email: `'${email}'`,
    common_email: `'${email}'`,
    phone_number: `'555${randomInt(1_000_000, 10_000_000)}'`,
  });
  const [row] = await db.rows<{ id: number }>("SELECT id FROM pd_rider WHERE email = ?", [email]);
  if (!row) throw new Error("the rider that was just added is not there");
  return row.id;
}

/* The groups of hexadecimal digits of a provider's pass id, so that the search recognizes it. */
const ID_GROUPS = [8, 5, 4, 3, 4, 3, 4, 3, 12, 3];

const LIKE_A_DEMO_PASS = `ours.serial IS NOT NULL AND ours.product_name IS NOT NULL AND ours.user_id IS NOT NULL
  AND ours.duplicate_of IS NULL AND ours.drift IS NULL AND ours.settled_status = 'EXPIRED' AND ours.status = 'EXPIRED'
  AND ours.time_used IS NOT NULL AND ours.expiration < NOW() - INTERVAL 50 DAY`;

/**
 * Adds copies of a long-expired demo pass, canaries included, that expired `older_days` earlier. They have an identity,
 * as after a sync. Answers the ids of all the rider's passes.
 */
export async function addPasses(
  db: OutsideDatabase,
  rider: number,
  count: number,
  older_days = 0,
): Promise<number[]> {
  await copyRows(db, ["bytemark_pass", "pd_pass"], LIKE_A_DEMO_PASS, count, {
    pass_uuid: `CONCAT_WS('-', ${ID_GROUPS.map((digits) => `LEFT(MD5(UUID()), ${digits})`).join(", ")})`,
    serial: `CONCAT_WS('-', ${Array.from({ length: 4 }, () => "LPAD(FLOOR(RAND() * 10000), 4, '0')").join(", ")})`,
    user_id: String(rider),
    ...(older_days > 0 ? { expiration: `ours.expiration - INTERVAL ${older_days} DAY` } : {}),
  });
  await db.rows(
    `INSERT IGNORE INTO pd_pass_identity (provider, pass_uuid, pass_id)
     SELECT provider, pass_uuid, id FROM pd_pass WHERE user_id = ?`,
    [rider],
  );
  const rows = await db.rows<{ id: number }>("SELECT id FROM pd_pass WHERE user_id = ? ORDER BY id", [rider]);
  return rows.map(({ id }) => id);
}

/** Deletes a rider's passes from the list and the archive. */
export async function removePasses(db: OutsideDatabase, rider: number): Promise<void> {
  for (const table of ["pd_pass", "pd_pass_archive"]) {
    await db.rows(
      `DELETE FROM pd_pass_identity WHERE pass_id IN (SELECT id FROM ${table} WHERE user_id = ?)`,
      [rider],
    );
    await db.rows(`DELETE FROM ${table} WHERE user_id = ?`, [rider]);
  }
}

/*
 * Adds `count` copies of the first row that meets `where`, with other SQL in some of our columns. The copies keep what the
 * portal has of its own. Our column `x` is called `pd_x` where the portal has an `x` too; the view says `x` everywhere.
 */
async function copyRows(
  db: OutsideDatabase,
  [table, view]: readonly [table: string, view: string],
  where: string,
  count: number,
  changes: Record<string, string>,
): Promise<void> {
  const columns = await db.rows<{ name: string }>(
    `SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS
     WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? AND EXTRA NOT LIKE '%GENERATED%' AND EXTRA NOT LIKE '%auto_increment%'`,
    [table],
  );
  const names = columns.map(({ name }) => name);
  const changed = new Map(
    Object.entries(changes).map(([ours, sql]) => [names.includes(`pd_${ours}`) ? `pd_${ours}` : ours, sql]),
  );
  const both = `${table} AS stored JOIN ${view} AS ours ON ours.id = stored.id`;
  const [first] = await db.rows<{ id: number }>(
    `SELECT stored.id FROM ${both} WHERE ${where} ORDER BY stored.id LIMIT 1`,
  );
  if (!first) throw new Error(`no row of ${table} meets ${where}`);
  await db.rows(
    `INSERT INTO ${table} (${names.join(", ")})
     SELECT ${names.map((name) => changed.get(name) ?? `stored.${name}`).join(", ")} FROM ${both}
       CROSS JOIN (SELECT id AS copy FROM bytemark_pass ORDER BY id LIMIT ?) AS copies WHERE stored.id = ?`,
    [count, first.id],
  );
}
