import "server-only";
import type { Knex } from "knex";
import type { Tables as Written } from "knex/types/tables";
import type { Database } from "@/db/connection";
import type { TableName } from "@/db/tables";

/** A table that takes rows under our own names of its columns. */
export interface Target {
  /** Its name here. */
  table: string;
  /** Our name of a column → its name here. A column that this portal lacks, or that computes itself, is not in it. */
  columns: ReadonlyMap<string, string>;
}

export type RowOf<T extends TableName> = Knex.ResolveTableType<Written[T], "insert">;

/** Rows by one statement. */
const BATCH = 1000;
/* A portal has one of the two. */
const UPGRADED: Partial<Record<TableName, string>> = { points_transaction: "points_transaction_upgrade" };
/* Where the portal has a column of its own under a name that we want, ours has this before its name. */
const OURS = "pd_";

/** Where rows of `table` go; null if this portal has no such table. */
async function findTarget(db: Database, table: TableName): Promise<Target | null> {
  const rows: { t: string; c: string; computed: string | null }[] = await db("information_schema.COLUMNS")
    .select({ t: "TABLE_NAME", c: "COLUMN_NAME", computed: "GENERATION_EXPRESSION" })
    .whereRaw("TABLE_SCHEMA = DATABASE()")
    .whereIn("TABLE_NAME", [table, UPGRADED[table] ?? table]);
  const here = rows.find((row) => row.t === table)?.t ?? rows[0]?.t;
  if (here === undefined) return null;
  const stored = new Set(rows.flatMap((row) => (row.t === here && !row.computed ? [row.c] : [])));
  const columns = new Map([...stored].map((column) => [column, column]));
  for (const column of stored) {
    if (column.startsWith(OURS)) columns.set(column.slice(OURS.length), column);
  }
  return { table: here, columns };
}

/**
 * Inserts rows as far as this portal has a place for them; `keep` leaves a row alone that has the id. Answers the first
 * new id, or 0 if nothing was written.
 */
export async function insertRows<T extends TableName>(
  db: Database,
  table: T,
  rows: RowOf<T> | readonly RowOf<T>[],
  ifThere: "refuse" | "keep" = "refuse",
): Promise<number> {
  const target = await findTarget(db, table);
  const given = (Array.isArray(rows) ? rows : [rows]) as readonly object[];
  if (!target) return 0;
  const known = given.map((row) =>
    Object.fromEntries(
      Object.entries(row).flatMap(([column, value]) => {
        const here = target.columns.get(column);
        return here === undefined ? [] : [[here, value as unknown]];
      }),
    ),
  );
  let first = 0;
  await asThePortal(db, async (trx) => {
    for (let from = 0; from < known.length; from += BATCH) {
      const batch = trx<object, number[]>(target.table).insert(known.slice(from, from + BATCH));
      const [id] = await (ifThere === "keep" ? batch.onConflict("id").ignore() : batch);
      first ||= Number(id ?? 0);
    }
  });
  return first;
}

/*
 * Writes as the portal's own sessions do: its defaults may be times that strict modes refuse, and rows may stand without
 * those that they point at.
 */
async function asThePortal(db: Database, work: (trx: Knex) => Promise<void>): Promise<void> {
  await db.transaction(async (trx) => {
    await trx.raw("SET @strict = @@SESSION.sql_mode, SESSION sql_mode = '', SESSION foreign_key_checks = 0");
    try {
      await work(trx);
    } finally {
      await trx.raw("SET SESSION sql_mode = @strict, SESSION foreign_key_checks = 1");
    }
  });
}

/** `insertRows` of a query: `values` are SQL expressions by column, `from` is what follows them. */
export async function insertSelected<T extends TableName>(
  db: Database,
  table: T,
  values: { readonly [C in keyof RowOf<T>]?: string },
  from: string,
): Promise<void> {
  const target = await findTarget(db, table);
  if (!target) return;
  const written = (Object.entries(values) as [string, string][]).flatMap(([column, value]) => {
    const here = target.columns.get(column);
    return here === undefined ? [] : [[here, value] as const];
  });
  await db.raw(`INSERT INTO ${target.table} (${written.map(([column]) => column).join(", ")})
    SELECT ${written.map(([, value]) => value).join(", ")} ${from}`);
}

/** Empties tables as far as this portal has them, whatever points at their rows. Answers their names here. */
export async function emptyTables(db: Database, tables: readonly TableName[]): Promise<string[]> {
  const targets = await Promise.all(tables.map((table) => findTarget(db, table)));
  const here = targets.flatMap((target) => target?.table ?? []);
  await asThePortal(db, async (trx) => {
    for (const table of here) await trx.raw("TRUNCATE TABLE ??", [table]);
  });
  return here;
}

/** What our columns of `table` are called here. */
export async function namesHere<T extends TableName>(
  db: Database,
  table: T,
): Promise<(column: keyof RowOf<T> & string) => string> {
  const target = await findTarget(db, table);
  return (column) => target?.columns.get(column) ?? column;
}
