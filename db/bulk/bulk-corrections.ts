import "server-only";
import type { Database } from "@/db/connection";
import { databaseFault } from "@/db/database-errors";
import { jsonValue } from "@/db/json-value";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

export type BulkRow = Tables["pd_bulk"];

type Written = "id" | "created_on" | "modified_on" | "changes" | "tally";

/** The columns a plan sets; all others have defaults. */
export type NewBulkRow = Partial<Omit<BulkRow, Written>> &
  Pick<BulkRow, "state" | "actor_name" | "frozen_on"> & { changes: object; tally?: object };

export type BulkUpdate = Partial<Omit<BulkRow, Written | "id">> & { tally?: object };

const json = <T extends { changes?: object; tally?: object }>(row: T) => ({
  ...row,
  ...(row.changes === undefined ? {} : { changes: JSON.stringify(row.changes) }),
  ...(row.tally === undefined ? {} : { tally: JSON.stringify(row.tally) }),
});

function read(row: BulkRow | undefined): BulkRow | null {
  return row ? { ...row, changes: jsonValue(row.changes), tally: jsonValue(row.tally) } : null;
}

/** Answers the new id; null if the one it undoes already has an undo. */
export async function insertBulk(trx: Transaction, row: NewBulkRow): Promise<string | null> {
  try {
    const [id] = await trx("pd_bulk").insert(json(row));
    return String(id);
  } catch (error) {
    if (row.undo_of && databaseFault(error) === "duplicate") return null;
    throw error;
  }
}

export async function findBulk(db: Database | Transaction, id: string): Promise<BulkRow | null> {
  return read(await db("pd_bulk").where({ id }).first<BulkRow | undefined>());
}

/** Locks the row until the transaction ends. Lock it before changing its state or its items. */
export async function lockBulk(trx: Transaction, id: string): Promise<BulkRow | null> {
  return read(await trx("pd_bulk").where({ id }).forUpdate().first<BulkRow | undefined>());
}

export async function updateBulk(trx: Transaction, id: string, values: BulkUpdate): Promise<void> {
  await trx("pd_bulk").where({ id }).update(json(values));
}

/** Newest first, older than `before`. */
export async function listBulkRows(
  db: Database,
  page: { states: readonly string[]; before: string | null; limit: number },
): Promise<BulkRow[]> {
  const query = db("pd_bulk").select<BulkRow[]>("*").orderBy("id", "desc").limit(page.limit);
  if (page.states.length > 0) query.whereIn("state", [...page.states]);
  if (page.before !== null) query.where("id", "<", page.before);
  return (await query).flatMap((row) => read(row) ?? []);
}

/** The undo of each of these that has one. */
export async function listUndoing(
  db: Database | Transaction,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db("pd_bulk")
    .select("id", "undo_of")
    .whereIn("undo_of", [...ids]);
  return new Map(rows.map((row) => [String(row.undo_of), String(row.id)]));
}
