import "server-only";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

/** The setting that holds how far the linking of riders has come; `LinkProgress` says what is in it. */
export const RIDER_LINKS = "rider_links";

export interface RiderLink {
  id: number;
  user_id: number;
  resolved_by: "order_items" | "token";
}

export type PassRoute = Pick<Tables["pd_pass_route"], "pass_id" | "route" | "user_id">;

/* The server finds each row's rider by walking along the list, so a statement has few. */
const MATCHED = 250;

/** Links passes that still have no rider and that nobody has decided about; answers how many. Locked rows are left. */
export async function writeLinks(trx: Transaction, links: readonly RiderLink[]): Promise<number> {
  if (links.length === 0) return 0;
  const wanted = new Map(links.map((link) => [link.id, link]));
  const free: { id: number }[] = await trx("pd_pass")
    .select("id")
    .whereIn("id", [...wanted.keys()])
    .whereNull("user_id")
    .whereNull("resolved_by")
    .forUpdate()
    .skipLocked();
  const rows = free.flatMap(({ id }) => wanted.get(id) ?? []);
  let linked = 0;
  for (const resolved_by of ["order_items", "token"] as const) {
    const ofRoute = rows.filter((row) => row.resolved_by === resolved_by);
    for (let from = 0; from < ofRoute.length; from += MATCHED) {
      linked += await writePart(trx, resolved_by, ofRoute.slice(from, from + MATCHED));
    }
  }
  return linked;
}

async function writePart(trx: Transaction, resolved_by: string, rows: readonly RiderLink[]): Promise<number> {
  const columns = { ids: rows.map((row) => row.id), users: rows.map((row) => row.user_id) };
  return trx("pd_pass")
    .whereIn("id", columns.ids)
    .update({
      user_id: trx.raw("ELT(FIELD(id, :ids), :users)", columns),
      resolved_by,
      raw_modified_on: trx.ref("raw_modified_on"),
    });
}

/* Other routes belong to whoever found them. */
const OWN_ROUTES = ["order_items", "token"];

/** Replaces the routes by order items and by token that are stored for these passes. */
export async function writeRoutes(
  trx: Transaction,
  passIds: readonly number[],
  routes: readonly PassRoute[],
): Promise<void> {
  await trx("pd_pass_route")
    .whereIn("pass_id", [...passIds])
    .whereIn("route", OWN_ROUTES)
    .delete();
  if (routes.length > 0) await trx("pd_pass_route").insert([...routes]);
}
