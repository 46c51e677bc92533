import "server-only";
import type { Database } from "@/db/connection";
import { toAlternatives } from "@/db/query/branches";
import type { PageRequest } from "@/db/query/compile-page";
import { compileRows } from "@/db/query/compile-rows";
import { compileWhere, type Sql } from "@/db/query/compile-where";
import type { Conditions, Keyset } from "@/db/query/conditions";
import { limitStatement } from "@/db/query/limit-statement";
import { PASS_TABLE, type PassSource } from "@/db/query/pass-source";
import { marks } from "@/db/passes/search-statement";
import type { Transaction } from "@/db/transaction";

/* Columns that only the archive has: they say that and when a pass came there. */
const OWN_COLUMNS = new Set(["archived_on", "archive_run_id"]);

/** The order in which passes are moved: those that ended first, first. It is the order of an index beside each status. */
export const MOVE_ORDER = { column: "expiration", direction: "asc" } as const;

/** The next passes to move behind `after`, in that order; takes no lock. */
export async function listMovable(
  db: Database,
  request: Pick<PageRequest, "conditions" | "after" | "limit">,
  { limit_ms }: { limit_ms: number },
): Promise<Keyset[]> {
  const page = { ...request, order: MOVE_ORDER, backward: false };
  const columns = () => [["id", "p.id"], ["value", "p.expiration"]] as const; // prettier-ignore
  const { sql, bindings } = compileRows(page, { columns, joins: "" });
  const [rows] = await db.raw(await limitStatement(db, sql, limit_ms), bindings);
  return rows;
}

/** Conditions as one expression over `p`, for rows that are named by something else. Their tables are not part of it. */
export function asExpression(conditions: Conditions): Sql {
  const parts = toAlternatives(conditions).map(({ comparisons }) => compileWhere(comparisons));
  if (parts.length === 0) return { sql: "1 = 0", bindings: [] };
  return {
    sql: `(${parts.map((part) => `(${part.sql})`).join(" OR ")})`,
    bindings: parts.flatMap((part) => part.bindings),
  };
}

/**
 * Those of `ids` that still meet the conditions, by id, held until the transaction ends. Rows that somebody else holds at
 * this moment are left out: nobody is waited for.
 */
export async function lockMovable(
  trx: Transaction,
  source: PassSource,
  conditions: Conditions,
  ids: readonly number[],
): Promise<number[]> {
  const { sql, bindings } = asExpression(conditions);
  const select = `SELECT p.id FROM ${PASS_TABLE[source]} p FORCE INDEX (PRIMARY) WHERE p.id IN (${marks(ids)}) AND ${sql}
    ORDER BY p.id FOR UPDATE SKIP LOCKED`;
  const [rows] = (await trx.raw(select, [...ids, ...bindings])) as [{ id: number }[], unknown];
  return rows.map((row) => row.id);
}

/** Those of `ids` that are in the table already. */
export async function findTakenIds(
  trx: Transaction,
  source: PassSource,
  ids: readonly number[],
): Promise<number[]> {
  const rows: { id: number }[] = await trx(PASS_TABLE[source])
    .select("id")
    .whereIn("id", [...ids]);
  return rows.map((row) => row.id);
}

export interface MoveColumns {
  /** Everything a row holds but what the server computes. */
  columns: string[];
  /** Columns the other table lacks: whatever they hold would be lost. */
  missing: string[];
}

/**
 * The columns that a move from `source` takes along, as the tables are now. Within a transaction that has locked a row of
 * `source` they stay so until it ends.
 */
export async function readMoveColumns(trx: Transaction, source: PassSource): Promise<MoveColumns> {
  const rows: { table_name: string; column_name: string; is_computed: number }[] = await trx(
    "information_schema.COLUMNS",
  )
    .select({ table_name: "TABLE_NAME", column_name: "COLUMN_NAME" })
    .select(trx.raw("COALESCE(GENERATION_EXPRESSION, '') <> '' AS is_computed"))
    .whereRaw("TABLE_SCHEMA = DATABASE()")
    .whereIn("TABLE_NAME", Object.values(PASS_TABLE))
    .orderBy("ORDINAL_POSITION");
  const stored = (table: string) =>
    rows
      .filter((row) => row.table_name === table && Number(row.is_computed) === 0)
      .map((row) => row.column_name)
      .filter((column) => !OWN_COLUMNS.has(column));
  const columns = stored(PASS_TABLE[source]);
  const there = new Set(stored(PASS_TABLE[other(source)]));
  return { columns, missing: columns.filter((column) => !there.has(column)) };
}

export const other = (source: PassSource): PassSource => (source === "live" ? "archive" : "live");

/**
 * Moves locked rows to the other table with every value they hold, `modified_on` included; an archived row is settled, since
 * its expiration has passed. Throws, and so undoes all of it, unless exactly these rows came there and went here.
 */
export async function movePasses(
  trx: Transaction,
  source: PassSource,
  ids: readonly number[],
  { columns, run_id }: { columns: readonly string[]; run_id: string },
): Promise<void> {
  const isArchiving = source === "live";
  const names = columns.map(() => "??").join(", ");
  const values = columns.map((column) =>
    isArchiving && column === "settled_expiration" ? "expiration" : column,
  );
  const insert = `INSERT INTO ${PASS_TABLE[other(source)]} (${names}${isArchiving ? ", archived_on, archive_run_id" : ""})
    SELECT ${names}${isArchiving ? ", NOW(3), ?" : ""} FROM ${PASS_TABLE[source]} FORCE INDEX (PRIMARY) WHERE id IN (${marks(ids)})`;
  const run = isArchiving ? [run_id] : [];
  const [came] = (await trx.raw(insert, [...columns, ...values, ...run, ...ids])) as [
    { affectedRows: number },
  ];
  const went = await trx(PASS_TABLE[source])
    .whereIn("id", [...ids])
    .delete();
  if (came.affectedRows !== ids.length || went !== ids.length) {
    throw new Error(`${ids.length} passes were to move, ${came.affectedRows} came and ${went} went`);
  }
}
