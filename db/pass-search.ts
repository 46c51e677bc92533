import "server-only";
import type { Database } from "./connection";

const MOST_PASSES = 500;
const MOST_RIDERS = 50;

async function ids(db: Database, sql: string, bindings: (string | number)[]): Promise<number[]> {
  const [rows] = (await db.raw(sql, bindings)) as [{ id: number }[]];
  return rows.map((row) => row.id);
}

/** Passes with this printed number. */
export function findPassIdsBySerial(db: Database, serial: string): Promise<number[]> {
  return ids(db, `SELECT id FROM bytemark_pass WHERE serial = ? LIMIT ${MOST_PASSES}`, [serial]);
}

/** The pass in this row and the passes of the rider with this id, newest first. */
export function findPassIdsByNumber(db: Database, number: number): Promise<number[]> {
  return ids(
    db,
    `(SELECT id FROM bytemark_pass WHERE id = ?)
     UNION (SELECT id FROM bytemark_pass WHERE user_id = ? ORDER BY id DESC LIMIT ${MOST_PASSES})`,
    [number, number],
  );
}

/**
 * Passes whose own id, order or event is `id`; without any, those whose own id begins with it. Every look-up is one range
 * of one index. `id` must be letters, digits and hyphens.
 */
export async function findPassIdsByProviderId(db: Database, id: string): Promise<number[]> {
  const exact = await ids(
    db,
    `(SELECT id FROM bytemark_pass WHERE pass_uuid = ? LIMIT ${MOST_PASSES})
     UNION (SELECT id FROM bytemark_pass WHERE order_uuid = ? LIMIT ${MOST_PASSES})
     UNION (SELECT id FROM bytemark_pass WHERE event_uuid = ? LIMIT ${MOST_PASSES})`,
    [id, id, id],
  );
  if (exact.length > 0) return exact;
  return ids(db, `SELECT id FROM bytemark_pass WHERE pass_uuid LIKE ? LIMIT ${MOST_PASSES}`, [
    `${id.toLowerCase()}%`,
  ]);
}

/** Passes of the order with this printed number; without any, of the orders whose number has only a suffix more. */
export async function findPassIdsByReference(db: Database, reference: string): Promise<number[]> {
  const select = (condition: string) =>
    `SELECT p.id FROM pd_order_reference r JOIN bytemark_pass p ON p.order_uuid = r.order_uuid
     WHERE ${condition} LIMIT ${MOST_PASSES}`;
  const exact = await ids(db, select("r.reference = ?"), [reference]);
  return exact.length > 0 ? exact : ids(db, select("r.reference LIKE ?"), [`${reference}-%`]);
}

export function findRiderIdsByEmail(db: Database, email: string): Promise<number[]> {
  return ids(db, `SELECT id FROM auth_user WHERE email = ? LIMIT ${MOST_RIDERS}`, [email]);
}

/** `number` is the national number, digits only; it is stored so, or with the country's code in front. */
export function findRiderIdsByPhone(db: Database, number: string): Promise<number[]> {
  return ids(db, `SELECT id FROM auth_user WHERE phone_number IN (?, ?, ?) LIMIT ${MOST_RIDERS}`, [
    number,
    `1${number}`,
    `+1${number}`,
  ]);
}

/** Riders by last name, or first and last name; letters and accents compare as the portal's collation does. */
export function findRiderIdsByName(db: Database, name: string): Promise<number[]> {
  const words = name.split(" ");
  const last = words.at(-1) ?? "";
  const first = words.slice(0, -1).join(" ");
  const starting = `${last.replace(/[\\%_]/g, "\\$&")}%`;
  return first === ""
    ? ids(db, `SELECT id FROM auth_user WHERE last_name LIKE ? ORDER BY last_name, first_name LIMIT ${MOST_RIDERS}`, [starting]) // prettier-ignore
    : ids(db, `SELECT id FROM auth_user WHERE last_name LIKE ? AND first_name = ? LIMIT ${MOST_RIDERS}`, [starting, first]); // prettier-ignore
}
