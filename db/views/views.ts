import "server-only";
import type { Database } from "@/db/connection";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

/** A view with its owner's name, as `reader` sees it. */
export type ViewRow = Tables["pd_view"] & { owner_name: string; is_default: number };

export type NewView = Pick<
  Tables["pd_view"],
  "owner_id" | "owner_key" | "name" | "search" | "search_hash" | "shown_columns"
>;
export type ViewChange = Partial<Omit<NewView, "owner_id">>;

const DEFAULT_VIEW = "default_view";
/* Of the team's and of one's own, each bounded when it is saved. */
const MOST_ROWS = 400;

function visibleViews(db: Database | Transaction, reader_id: number) {
  return db("pd_view as v")
    .join("pd_person as o", "o.id", "v.owner_id")
    .leftJoin("pd_preference as f", (on) =>
      on.on("f.user_id", db.raw("?", [reader_id])).on("f.name", db.raw("?", [DEFAULT_VIEW])),
    )
    .whereIn("v.owner_key", [reader_id, 0])
    .select("v.*", "o.name as owner_name")
    .select(db.raw("COALESCE(CAST(f.value AS SIGNED) = v.id, 0) AS is_default"));
}

/** The views that are the reader's own and those of the team, by name, at most 400. */
export async function listViewRows(db: Database, reader_id: number): Promise<ViewRow[]> {
  return visibleViews(db, reader_id).orderBy(["v.name", "v.id"]).limit(MOST_ROWS);
}

/** One view that the reader sees, or null. */
export async function findViewRow(
  db: Database | Transaction,
  reader_id: number,
  id: number,
): Promise<ViewRow | null> {
  const row: ViewRow | undefined = await visibleViews(db, reader_id).where("v.id", id).first();
  return row ?? null;
}

/** Locks a view until the transaction ends; false when there is none. */
export async function lockView(trx: Transaction, id: number): Promise<boolean> {
  const [rows] = (await trx.raw("SELECT id FROM pd_view WHERE id = ? FOR UPDATE", [id])) as [unknown[]];
  return rows.length > 0;
}

/** A view of one of these owners with this query or this name, or null. */
export async function findTakenView(
  db: Database | Transaction,
  owner_keys: readonly number[],
  taken: { search_hash: string } | { name: string },
): Promise<{ id: number; name: string } | null> {
  const row: { id: number; name: string } | undefined = await db("pd_view")
    .whereIn("owner_key", [...owner_keys])
    .where(taken)
    .orderBy("id")
    .first("id", "name");
  return row ?? null;
}

export async function countOwnedViews(trx: Transaction, owner_key: number): Promise<number> {
  const row: { n: number | string } | undefined = await trx("pd_view")
    .where({ owner_key })
    .first({ n: trx.raw("COUNT(*)") });
  return Number(row?.n ?? 0);
}

/** Adds a view and answers its id. One of the same owner with that query or name is refused as a duplicate. */
export async function insertView(trx: Transaction, view: NewView): Promise<number> {
  const [id] = await trx("pd_view").insert(view);
  return Number(id);
}

/** Changes columns of a view. One of the same owner with that query or name is refused as a duplicate. */
export async function updateView(trx: Transaction, id: number, change: ViewChange): Promise<void> {
  await trx("pd_view").where({ id }).update(change);
}

/** Removes a view; whoever had it as default has none. */
export async function deleteView(trx: Transaction, id: number): Promise<void> {
  await trx("pd_preference")
    .where({ name: DEFAULT_VIEW })
    .whereRaw("CAST(value AS SIGNED) = ?", [id])
    .delete();
  await trx("pd_view").where({ id }).delete();
}

/** Makes a view the one that a person's list opens with; null for none. */
export async function writeDefaultView(
  trx: Transaction,
  user_id: number,
  view_id: number | null,
): Promise<void> {
  const own = { user_id, name: DEFAULT_VIEW };
  if (view_id === null) {
    await trx("pd_preference").where(own).delete();
    return;
  }
  await trx("pd_preference")
    .insert({ ...own, value: JSON.stringify(view_id) })
    .onConflict(["user_id", "name"])
    .merge(["value"]);
}
