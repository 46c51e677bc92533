import "server-only";
import type { Database } from "@/db/connection";
import type { Transaction } from "@/db/transaction";
import type { Conditions } from "@/db/query/conditions";
import { compileCount, type PageRequest } from "@/db/query/compile-page";
import { compileRows, type RowShape } from "@/db/query/compile-rows";
import { limitStatement } from "@/db/query/limit-statement";
import { ROW_COLUMNS, type RowColumn } from "@/db/query/pass-columns";
import { EVERYWHERE, PASS_VIEW, type PassSource } from "@/db/query/pass-source";
import { marks, plainIds, union } from "@/db/query/search-statement";
import type { Tables } from "@/db/tables";

type PassColumns = Pick<Tables["pd_pass"], RowColumn>;

/** A pass with the rider columns that a list shows; they are null if the rider does not exist. */
export interface PassRow extends PassColumns {
  /** When it was archived; null in the list. */
  archived_on: string | null;
  /** The run that archived it. */
  archive_run_id: string | null;
  rider_id: number | null;
  rider_first_name: string | null;
  rider_last_name: string | null;
  rider_email: string | null;
  rider_common_email: string | null;
  rider_phone_number: string | null;
  rider_is_guest: string | null;
}

const RIDER_COLUMNS = ["id", "first_name", "last_name", "email", "common_email", "phone_number", "is_guest"];
const ARCHIVE_COLUMNS = ["archived_on", "archive_run_id"];

/** The columns a list reads of a pass, its archiving and its rider. */
const ROW: RowShape = {
  columns: (source) => [
    ...ROW_COLUMNS.map((column) => [column, `p.${column}`] as const),
    ...ARCHIVE_COLUMNS.map((column) => [column, source === "archive" ? `p.${column}` : "NULL"] as const),
    ...RIDER_COLUMNS.map((column) => [`rider_${column}`, `u.${column}`] as const),
  ],
  joins: "LEFT JOIN pd_rider u ON u.id = p.user_id",
};

export interface PageOptions {
  /** Milliseconds until the server stops the statement (fault `too_slow`). */
  limit_ms: number;
}

/** One page in reading order (reversed if `backward`), in one statement that sorts ids alone. */
export async function listPassRows(
  db: Database,
  request: PageRequest,
  options: PageOptions,
): Promise<PassRow[]> {
  const { sql, bindings } = compileRows(request, ROW);
  const [rows] = await db.raw(await limitStatement(db, sql, options.limit_ms), bindings);
  return rows;
}

/** Exact below `limit`; null counts all rows. */
export async function countPassRows(
  db: Database,
  conditions: Conditions,
  limit: number | null,
  options: PageOptions,
): Promise<number> {
  const count = compileCount(conditions, limit);
  const [rows] = await db.raw(await limitStatement(db, count.sql, options.limit_ms), count.bindings);
  return Number(rows[0].n);
}

/** From the list or the archive, or null. One statement, so a pass moving between the two is found. */
export async function findPassRow(db: Database | Transaction, id: number): Promise<PassRow | null> {
  const [rows] = await db.raw(EVERYWHERE.map(oneFrom).join(" UNION ALL "), [id, id]);
  return rows[0] ?? null;
}

function oneFrom(source: PassSource): string {
  const columns = ROW.columns(source).map(([name, sql]) => `${sql} AS ${name}`);
  return `(SELECT ${columns.join(", ")} FROM ${PASS_VIEW[source]} p ${ROW.joins} WHERE p.id = ?)`;
}

export async function isArchived(db: Database | Transaction, id: number): Promise<boolean> {
  const row: { id: number } | undefined = await db("pd_pass_archive").first("id").where({ id });
  return row !== undefined;
}

export interface PinRow {
  pass_id: number;
  field: string;
}

/** Pins in force at `now`. */
export async function listPins(
  db: Database | Transaction,
  passIds: readonly number[],
  now: Date,
): Promise<PinRow[]> {
  if (passIds.length === 0) return [];
  return db("pd_pass_pin")
    .select("pass_id", "field")
    .whereIn("pass_id", [...passIds])
    .where((pin) => pin.whereNull("until_time").orWhere("until_time", ">", now))
    .orderBy(["pass_id", "field"]);
}

export interface OrderPaymentRow {
  order_uuid: string;
  payment_type: string | null;
  total_price: string | null;
  passes: number;
}

/* In one collation, so that the two halves make one list. */
const ORDER_ID = "CONVERT(order_uuid USING utf8mb4) COLLATE utf8mb4_bin AS order_uuid";

/** One row an order: its first payment and how many passes it bought. */
export async function listOrderPayments(
  db: Database,
  orderUuids: readonly string[],
): Promise<OrderPaymentRow[]> {
  const ids = plainIds(orderUuids);
  if (ids.length === 0) return [];
  // Not joined: where the charsets of the two tables differ, one of them would be converted and read whole.
  const rows = await union<Omit<OrderPaymentRow, "passes"> & { passes: number | string | null }>(db, [
    // A join instead of `id IN (…)`: MySQL would read every payment and look each up in the result.
    [
      `SELECT ${ORDER_ID}, payment_type, total_price, NULL AS passes
       FROM (SELECT MIN(id) AS id FROM pd_payment WHERE order_uuid IN (${marks(ids)}) GROUP BY order_uuid) first
       JOIN pd_payment USING (id)`,
      ids,
    ],
    [
      `SELECT ${ORDER_ID}, NULL, NULL, COUNT(*) FROM pd_order_item WHERE order_uuid IN (${marks(ids)}) GROUP BY order_uuid`,
      ids,
    ],
  ]);
  const counted = rows.filter((row) => row.passes !== null);
  const passes = new Map(counted.map((row) => [row.order_uuid, Number(row.passes)]));
  return rows.flatMap((row) =>
    row.passes === null ? [{ ...row, passes: passes.get(row.order_uuid) ?? 0 }] : [],
  );
}
