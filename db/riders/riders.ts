import "server-only";
import type { Database } from "@/db/connection";
import type { PassRow } from "@/db/passes/passes";
import { ROW_COLUMNS, type RowColumn } from "@/db/query/pass-columns";
import { EVERYWHERE, hinted, PASS_VIEW } from "@/db/query/pass-source";
import { marks, union } from "@/db/query/search-statement";
import type { Tables } from "@/db/tables";

/* Every look-up uses an index that starts with the searched column and reads a bounded number of rows. */

/** Most passes of a rider that are read; nobody real has as many. */
export const MOST_HELD_PASSES = 5000;
/** Most orders of a rider that are counted; beyond this the page says "more". */
export const MOST_COUNTED_ORDERS = 1000;
const MOST_REFRESHES_READ = 500;
const SHOWN_REFRESHES = 20;

export interface RiderAccountRow {
  /** Null if the portal has no account row. */
  account_id: number | null;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  common_email: string | null;
  phone_number: string | null;
  is_guest: string | null;
  created_on: string | null;
  /** Null if the rider has no account at the provider. */
  token_id: number | null;
  token_status: string | null;
  /** One tag a line. */
  tags: string | null;
  has_passes: number;
  /** Up to `MOST_COUNTED_ORDERS + 1`. */
  orders: number;
}

/** What is on record for a rider's number, with or without an account: always one row, in one statement. */
export async function findRiderAccount(db: Database, userId: number): Promise<RiderAccountRow> {
  const [rows] = (await db.raw(
    `SELECT u.id AS account_id, u.first_name, u.last_name, u.email, u.common_email, u.phone_number, u.is_guest, u.created_on,
       t.id AS token_id, t.status AS token_status,
       (SELECT GROUP_CONCAT(DISTINCT g.tag ORDER BY g.tag SEPARATOR '\n') FROM pd_internal_user g WHERE g.user_id = ?) AS tags,
       EXISTS (SELECT 1 FROM pd_pass p WHERE p.user_id = ?)
         OR EXISTS (SELECT 1 FROM pd_pass_archive p WHERE p.user_id = ?) AS has_passes,
       (SELECT COUNT(*) FROM (SELECT 1 FROM pd_order WHERE user_id = ? LIMIT ?) o) AS orders
     FROM (SELECT ? AS id) asked LEFT JOIN pd_rider u ON u.id = asked.id LEFT JOIN pd_token t ON t.user_id = asked.id`,
    [userId, userId, userId, userId, MOST_COUNTED_ORDERS + 1, userId],
  )) as [RiderAccountRow[], unknown];
  const [row] = rows;
  if (!row) throw new Error("a look-up that always has a row had none");
  return { ...row, has_passes: Number(row.has_passes), orders: Number(row.orders) };
}

export type HeldPassRow = Pick<
  Tables["pd_pass"],
  | "id"
  | "resolved_by"
  | "product_uuid"
  | "status"
  | "time_created"
  | "time_used"
  | "expiration"
  | "allowed_uses"
  | "uses_count"
  | "synced_on"
  | "duplicate_of"
>;

/**
 * What counting and choosing needs of a rider's newest passes, archived ones included, at most `MOST_HELD_PASSES + 1`.
 */
export async function listHeldPasses(db: Database, userId: number): Promise<HeldPassRow[]> {
  const most = MOST_HELD_PASSES + 1;
  const rows = await union<HeldPassRow>(
    db,
    EVERYWHERE.map((source) => [
      `SELECT id, resolved_by, product_uuid, status, time_created, time_used, expiration, allowed_uses, uses_count,
         synced_on, duplicate_of
       FROM ${hinted(PASS_VIEW[source], "ix_pd_user")} WHERE user_id = ? ORDER BY id DESC LIMIT ${most}`,
      [userId],
    ]),
  );
  return rows.sort((a, b) => b.id - a.id).slice(0, most);
}

export type WholePassRow = Pick<PassRow, RowColumn | "archived_on" | "archive_run_id">;

/** From the list or the archive, in no order. */
export async function listPassesById(db: Database, ids: readonly number[]): Promise<WholePassRow[]> {
  if (ids.length === 0) return [];
  const columns = ROW_COLUMNS.join(", ");
  return union<WholePassRow>(db, [
    [`SELECT ${columns}, NULL AS archived_on, NULL AS archive_run_id FROM pd_pass WHERE id IN (${marks(ids)})`, ids], // prettier-ignore
    [`SELECT ${columns}, archived_on, archive_run_id FROM pd_pass_archive WHERE id IN (${marks(ids)})`, ids],
  ]);
}

export type RiderRefreshRow = Pick<
  Tables["pd_refresh"],
  "id" | "activity_type" | "status" | "scheduled_on" | "created_on"
>;

/** The newest 20 lines of a rider's refresh log and the newest about free tickets (type 2), newest first. */
export async function listRiderRefreshes(db: Database, userId: number): Promise<RiderRefreshRow[]> {
  const [rows] = (await db.raw(
    `SELECT id, activity_type, status, scheduled_on, created_on FROM (
       SELECT r.*, ROW_NUMBER() OVER (ORDER BY id DESC) AS place FROM (
         SELECT id, activity_type, status, scheduled_on, created_on FROM pd_refresh
         WHERE user_id = ? ORDER BY id DESC LIMIT ?) r) numbered
     WHERE place <= ? OR activity_type = 2 ORDER BY id DESC LIMIT ?`,
    [userId, MOST_REFRESHES_READ, SHOWN_REFRESHES, 2 * SHOWN_REFRESHES],
  )) as [RiderRefreshRow[], unknown];
  return rows;
}

export type RiderCorrectionRow = Pick<
  Tables["pd_audit"],
  "id" | "subject_id" | "actor_name" | "reason_code" | "reason_note" | "case_ref" | "created_on"
>;

/** Newest first since `since`, at most 100. */
export async function listCorrectionsOfPasses(
  db: Database,
  passIds: readonly number[],
  since: Date,
): Promise<RiderCorrectionRow[]> {
  if (passIds.length === 0) return [];
  const marks = passIds.map(() => "?").join(", ");
  const [rows] = (await db.raw(
    `SELECT id, subject_id, actor_name, reason_code, reason_note, case_ref, created_on
     FROM pd_audit FORCE INDEX (ix_pd_audit_subject)
     WHERE subject_type = 'pass' AND subject_id IN (${marks}) AND action = 'pass.correct' AND created_on >= ?
     ORDER BY id DESC LIMIT 100`,
    [...passIds.map(String), since],
  )) as [RiderCorrectionRow[], unknown];
  return rows;
}

const UNDECIDED = "(p.resolved_by IS NULL OR p.resolved_by <> 'person')";

export interface OtherRouteRow {
  pass_id: number;
  route: string;
  user_id: number;
}

/**
 * Where another route leads from these passes to a rider other than `userId`; at most 40. The portal writes 0 for
 * nobody, and a pass that a person linked is settled.
 */
export async function listOtherRoutes(
  db: Database,
  userId: number,
  passIds: readonly number[],
): Promise<OtherRouteRow[]> {
  if (passIds.length === 0) return [];
  const marks = passIds.map(() => "?").join(", ");
  const [rows] = (await db.raw(
    `(SELECT r.pass_id, r.route, r.user_id FROM pd_pass_route r JOIN pd_pass p ON p.id = r.pass_id
      WHERE r.pass_id IN (${marks}) AND r.user_id > 0 AND r.user_id <> ? AND ${UNDECIDED}
      ORDER BY r.pass_id DESC LIMIT 20)
     UNION ALL
     (SELECT p.id, 'order', o.user_id FROM pd_pass p JOIN pd_order o ON o.order_uuid = p.order_uuid
      WHERE p.id IN (${marks}) AND o.user_id > 0 AND o.user_id <> ? AND ${UNDECIDED} ORDER BY p.id DESC LIMIT 20)`,
    [...passIds, userId, ...passIds, userId],
  )) as [OtherRouteRow[], unknown];
  return rows;
}
