import "server-only";
import type { Database } from "@/db/connection";
import { toAlternatives } from "@/db/query/branches";
import type { PageRequest } from "@/db/query/compile-page";
import { compileRows } from "@/db/query/compile-rows";
import { compileWhere, type Sql } from "@/db/query/compile-where";
import type { Conditions, Keyset } from "@/db/query/conditions";
import { limitStatement } from "@/db/query/limit-statement";
import { hinted, PASS_VIEW, type PassSource } from "@/db/query/pass-source";
import { marks } from "@/db/query/search-statement";
import type { Transaction } from "@/db/transaction";

/* A move takes whole rows with every column the portal has, so it alone names the tables behind the views. */
const MOVED: Record<PassSource, "bytemark_pass" | "bytemark_pass_archive"> = {
  live: "bytemark_pass",
  archive: "bytemark_pass_archive",
};

/* Columns of PassDesk's that only the archive table has. */
const ARCHIVED = ["archived_on", "archive_run_id"];

/* PassDesk's column is called `pd_<name>` where the portal's passes have one of that name. */
const ours = (columns: ReadonlySet<string>, name: string) => (columns.has(name) ? `pd_${name}` : name);

/** Passes move in the order they expired. Each status has an index in this order. */
export const MOVE_ORDER = { column: "expiration", direction: "asc" } as const;

/** The next passes after `after`, in move order; takes no lock. */
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

/** Conditions as one expression over alias `p`, for rows found another way. Which table is read is not part of it. */
export function asExpression(conditions: Conditions): Sql {
  const parts = toAlternatives(conditions).map(({ comparisons }) => compileWhere(comparisons));
  if (parts.length === 0) return { sql: "1 = 0", bindings: [] };
  return {
    sql: `(${parts.map((part) => `(${part.sql})`).join(" OR ")})`,
    bindings: parts.flatMap((part) => part.bindings),
  };
}

/**
 * Locks those of `ids` that still meet the conditions, by id, until the transaction ends. Rows locked by others are
 * skipped, never waited for.
 */
export async function lockMovable(
  trx: Transaction,
  source: PassSource,
  conditions: Conditions,
  ids: readonly number[],
): Promise<number[]> {
  const { sql, bindings } = asExpression(conditions);
  const select = `SELECT p.id FROM ${hinted(PASS_VIEW[source], "PRIMARY")} p WHERE p.id IN (${marks(ids)}) AND ${sql}
    ORDER BY p.id FOR UPDATE SKIP LOCKED`;
  const [rows] = (await trx.raw(select, [...ids, ...bindings])) as [{ id: number }[], unknown];
  return rows.map((row) => row.id);
}

/** Those of `ids` that the table already holds. */
export async function findTakenIds(
  trx: Transaction,
  source: PassSource,
  ids: readonly number[],
): Promise<number[]> {
  const rows: { id: number }[] = await trx(PASS_VIEW[source])
    .select("id")
    .whereIn("id", [...ids]);
  return rows.map((row) => row.id);
}

export interface MoveColumns {
  /** Every column but generated ones and those that only the archive has. */
  columns: string[];
  /** What the archive calls when, and by which run, a pass went there. */
  archived: string[];
  /** Columns the other table lacks; moving would lose their values. */
  missing: string[];
}

/**
 * The columns that a move from `source` copies, read from the live tables. They cannot change while the transaction
 * holds a lock on a row of `source`.
 */
export async function readMoveColumns(trx: Transaction, source: PassSource): Promise<MoveColumns> {
  const rows: { table_name: string; column_name: string; is_computed: number }[] = await trx(
    "information_schema.COLUMNS",
  )
    .select({ table_name: "TABLE_NAME", column_name: "COLUMN_NAME" })
    .select(trx.raw("COALESCE(GENERATION_EXPRESSION, '') <> '' AS is_computed"))
    .whereRaw("TABLE_SCHEMA = DATABASE()")
    .whereIn("TABLE_NAME", Object.values(MOVED))
    .orderBy("ORDINAL_POSITION");
  const named = (table: string) =>
    new Set(rows.flatMap((row) => (row.table_name === table ? [row.column_name] : [])));
  const archived = ARCHIVED.map((name) => ours(named(MOVED.live), name));
  const stored = (table: string) =>
    rows
      .filter((row) => row.table_name === table && Number(row.is_computed) === 0)
      .map((row) => row.column_name)
      .filter((column) => !archived.includes(column));
  const columns = stored(MOVED[source]);
  const there = named(MOVED[other(source)]);
  const needed = source === "live" ? [...columns, ...archived] : columns;
  return { columns, archived, missing: needed.filter((column) => !there.has(column)) };
}

export const other = (source: PassSource): PassSource => (source === "live" ? "archive" : "live");

/** A foreign key of the portal does not let passes go, or come. */
export class HeldByKey extends Error {
  override name = "HeldByKey";
}
/* A row refers to what would go; what would come refers to a row that is not there. */
const HELD = new Set([1451, 1452]);

/**
 * Moves locked rows to the other table with every value, `modified_on` included. Archived rows are marked settled,
 * since their expiration has passed. Throws, and so rolls back, unless exactly these rows were inserted there and
 * deleted here; `HeldByKey` where a foreign key of the portal refuses it.
 */
export async function movePasses(
  trx: Transaction,
  source: PassSource,
  ids: readonly number[],
  { columns, archived, run_id }: Pick<MoveColumns, "columns" | "archived"> & { run_id: string },
): Promise<void> {
  const isArchiving = source === "live";
  const oursOf = (name: string) => (columns.includes(`pd_${name}`) ? `pd_${name}` : name);
  const [settled, expiration] = [oursOf("settled_expiration"), oursOf("expiration")];
  const into = isArchiving ? [...columns, ...archived] : columns;
  const values = columns.map((column) => (isArchiving && column === settled ? expiration : column));
  const insert = `INSERT INTO ${MOVED[other(source)]} (${marked(into)})
    SELECT ${marked(values)}${isArchiving ? ", NOW(3), ?" : ""} FROM ${MOVED[source]} FORCE INDEX (PRIMARY) WHERE id IN (${marks(ids)})`;
  const run = isArchiving ? [run_id] : [];
  const [came] = (await trx.raw(insert, [...into, ...values, ...run, ...ids]).catch(refuseHeld)) as [
    { affectedRows: number },
  ];
  const gone = trx(MOVED[source])
    .whereIn("id", [...ids])
    .delete();
  const went = await gone.catch(refuseHeld);
  if (came.affectedRows !== ids.length || went !== ids.length) {
    throw new Error(`${ids.length} passes were to move, ${came.affectedRows} came and ${went} went`);
  }
}

function refuseHeld(error: unknown): never {
  if (!HELD.has((error as { errno?: number }).errno ?? 0)) throw error;
  throw new HeldByKey("a foreign key refuses the move", { cause: error });
}

const marked = (columns: readonly string[]) => columns.map(() => "??").join(", ");
