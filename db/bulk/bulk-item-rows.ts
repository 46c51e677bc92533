import "server-only";
import type { Database } from "@/db/connection";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

export type BulkItemRow = Tables["pd_bulk_item"];

/* Keeps a statement far below `max_allowed_packet`. */
const MOST_ROWS = 1000;
const COLUMNS = ["bulk_id", "pass_id", "outcome", "why", "version", "audit_id"] as const;
const SELECT = "SELECT bulk_id, pass_id, outcome, why, version, audit_id FROM pd_bulk_item";

/** Freezes passes. A pass can be in a bulk correction once; a second time is refused as a duplicate. */
export async function insertItems(trx: Transaction, rows: readonly BulkItemRow[]): Promise<void> {
  for (let at = 0; at < rows.length; at += MOST_ROWS) {
    await trx("pd_bulk_item").insert(rows.slice(at, at + MOST_ROWS));
  }
}

/** Writes outcomes in one statement, for at most 500 items. */
export async function updateItems(trx: Transaction, rows: readonly BulkItemRow[]): Promise<void> {
  if (rows.length === 0) return;
  await trx("pd_bulk_item")
    .insert([...rows])
    .onConflict(["bulk_id", "pass_id"])
    .merge(["outcome", "why", "version", "audit_id"]);
}

interface ItemPage {
  /** Null for all. */
  outcome: string | null;
  /** Only pass ids above this one. */
  after: number;
  limit: number;
}

/** By pass id, in one range of the outcome index or the primary key. */
export async function listItems(
  db: Database | Transaction,
  bulkId: string,
  { outcome, after, limit }: ItemPage,
): Promise<BulkItemRow[]> {
  // Without the hint the server reads every finished item first.
  const [rows] =
    outcome === null
      ? await db.raw(`${SELECT} WHERE bulk_id = ? AND pass_id > ? ORDER BY pass_id LIMIT ?`, [
          bulkId,
          after,
          limit,
        ])
      : await db.raw(
          `${SELECT} FORCE INDEX (ix_pd_bulk_item_outcome)
           WHERE bulk_id = ? AND outcome = ? AND pass_id > ? ORDER BY pass_id LIMIT ?`,
          [bulkId, outcome, after, limit],
        );
  return rows;
}

export async function listItemsOf(
  db: Database | Transaction,
  bulkId: string,
  passIds: readonly number[],
): Promise<BulkItemRow[]> {
  if (passIds.length === 0) return [];
  return db("pd_bulk_item")
    .select<BulkItemRow[]>(...COLUMNS)
    .where({ bulk_id: bulkId })
    .whereIn("pass_id", [...passIds]);
}

/** The version that this entry of a bulk correction left a pass at; null if no item recorded it. */
export async function findItemVersion(
  trx: Transaction,
  item: Pick<BulkItemRow, "bulk_id" | "pass_id"> & { audit_id: string },
): Promise<string | null> {
  const row: Pick<BulkItemRow, "version"> | undefined = await trx("pd_bulk_item")
    .where(item)
    .first("version");
  return row?.version ?? null;
}

/** The items changed last: a run goes up by pass id, so the highest ids. */
export async function listLatestItems(
  db: Database,
  bulkId: string,
  outcome: string,
  limit: number,
): Promise<BulkItemRow[]> {
  return db("pd_bulk_item")
    .select<BulkItemRow[]>(...COLUMNS)
    .where({ bulk_id: bulkId, outcome })
    .orderBy("pass_id", "desc")
    .limit(limit);
}

/** The lowest and highest pass id with an outcome; null if none has it. */
export async function findItemSpan(
  db: Database,
  bulkId: string,
  outcome: string,
): Promise<{ first: number; last: number } | null> {
  const [rows] = await db.raw(
    "SELECT MIN(pass_id) AS first, MAX(pass_id) AS last FROM pd_bulk_item WHERE bulk_id = ? AND outcome = ?",
    [bulkId, outcome],
  );
  return rows[0]?.first === null ? null : (rows[0] ?? null);
}

/**
 * Copies the next changed passes into the undo, each at the version the run left it. Answers how many, and the last
 * one.
 */
export async function copyChangedItems(
  trx: Transaction,
  copy: { from: string; to: string; after: number; limit: number },
): Promise<{ count: number; last: number }> {
  const rows = await listItems(trx, copy.from, { outcome: "changed", after: copy.after, limit: copy.limit });
  await insertItems(
    trx,
    rows.map((row) => ({ ...row, bulk_id: copy.to, outcome: "will_change", why: null, audit_id: null })),
  );
  return { count: rows.length, last: rows.at(-1)?.pass_id ?? copy.after };
}

/** Makes failed items pending again. */
export async function reviveFailedItems(trx: Transaction, bulkId: string): Promise<void> {
  await trx("pd_bulk_item")
    .where({ bulk_id: bulkId, outcome: "failed" })
    .update({ outcome: "will_change", why: null });
}
