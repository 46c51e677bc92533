import "server-only";
import type { Database } from "@/db/connection";
import { PASS_VIEW, type PassSource } from "@/db/query/pass-source";

const MOST_PASSES = 500;

async function ids(db: Database, sql: string, bindings: (string | number)[]): Promise<number[]> {
  const [rows] = (await db.raw(sql, bindings)) as [{ id: number }[]];
  return rows.map((row) => row.id);
}

type Sources = readonly PassSource[];

/* One statement that looks in every table. */
function everywhere(sources: Sources, select: (table: string) => string): string {
  return sources.map((source) => `(${select(PASS_VIEW[source])})`).join(" UNION ");
}

const repeated = <T>(sources: Sources, values: readonly T[]): T[] => sources.flatMap(() => [...values]);

export function findPassIdsBySerial(db: Database, serial: string, sources: Sources): Promise<number[]> {
  const sql = everywhere(sources, (table) => `SELECT id FROM ${table} WHERE serial = ? LIMIT ${MOST_PASSES}`);
  return ids(db, sql, repeated(sources, [serial]));
}

/** The pass with this row id and the passes of the rider with this number, newest first. */
export function findPassIdsByNumber(db: Database, number: number, sources: Sources): Promise<number[]> {
  const byId = everywhere(sources, (table) => `SELECT id FROM ${table} WHERE id = ?`);
  const byRider = everywhere(
    sources,
    (table) => `SELECT id FROM ${table} WHERE user_id = ? ORDER BY id DESC LIMIT ${MOST_PASSES}`,
  );
  return ids(db, `${byId} UNION ${byRider}`, repeated(sources, [number, number]));
}

/**
 * Passes whose pass, order or event id is `id`; if there are none, those whose pass id starts with it. Each look-up is
 * one index range. `id` must be letters, digits and hyphens.
 */
export async function findPassIdsByProviderId(db: Database, id: string, sources: Sources): Promise<number[]> {
  const by = (comparison: string) =>
    everywhere(sources, (table) => `SELECT id FROM ${table} WHERE ${comparison} LIMIT ${MOST_PASSES}`);
  const exact = await ids(
    db,
    [by("pass_uuid = ?"), by("order_uuid = ?"), by("event_uuid = ?")].join(" UNION "),
    repeated(sources, [id, id, id]),
  );
  if (exact.length > 0) return exact;
  return ids(db, by("pass_uuid LIKE ?"), repeated(sources, [`${id.toLowerCase()}%`]));
}

/** Passes of the order with this printed number; if there are none, of orders whose number adds only a suffix. */
export async function findPassIdsByReference(
  db: Database,
  reference: string,
  sources: Sources,
): Promise<number[]> {
  const select = (condition: string) =>
    everywhere(
      sources,
      (table) =>
        `SELECT p.id FROM pd_order_reference r JOIN ${table} p ON p.order_uuid = r.order_uuid
         WHERE ${condition} LIMIT ${MOST_PASSES}`,
    );
  const exact = await ids(db, select("r.reference = ?"), repeated(sources, [reference]));
  return exact.length > 0
    ? exact
    : ids(db, select("r.reference LIKE ?"), repeated(sources, [`${reference}-%`]));
}
