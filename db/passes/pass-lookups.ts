import "server-only";
import type { Database } from "@/db/connection";
import { PASS_TABLE, type PassSource } from "@/db/query/pass-source";

const MOST_PASSES = 500;
const MOST_RIDERS = 50;

async function ids(db: Database, sql: string, bindings: (string | number)[]): Promise<number[]> {
  const [rows] = (await db.raw(sql, bindings)) as [{ id: number }[]];
  return rows.map((row) => row.id);
}

type Sources = readonly PassSource[];

/* One statement that looks in every table. */
function everywhere(sources: Sources, select: (table: string) => string): string {
  return sources.map((source) => `(${select(PASS_TABLE[source])})`).join(" UNION ");
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

export function findRiderIdsByEmail(db: Database, email: string): Promise<number[]> {
  return ids(db, `SELECT id FROM auth_user WHERE email = ? LIMIT ${MOST_RIDERS}`, [email]);
}

/** `number` is national, digits only; it is stored like that or with the country code in front. */
export function findRiderIdsByPhone(db: Database, number: string): Promise<number[]> {
  return ids(db, `SELECT id FROM auth_user WHERE phone_number IN (?, ?, ?) LIMIT ${MOST_RIDERS}`, [
    number,
    `1${number}`,
    `+1${number}`,
  ]);
}

/** By last name, or first and last name; letters and accents compare by the portal's collation. */
export function findRiderIdsByName(db: Database, name: string): Promise<number[]> {
  const words = name.split(" ");
  const last = words.at(-1) ?? "";
  const first = words.slice(0, -1).join(" ");
  const starting = `${last.replace(/[\\%_]/g, "\\$&")}%`;
  return first === ""
    ? ids(db, `SELECT id FROM auth_user WHERE last_name LIKE ? ORDER BY last_name, first_name LIMIT ${MOST_RIDERS}`, [starting]) // prettier-ignore
    : ids(db, `SELECT id FROM auth_user WHERE last_name LIKE ? AND first_name = ? LIMIT ${MOST_RIDERS}`, [starting, first]); // prettier-ignore
}
