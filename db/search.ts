import "server-only";
import type { Database } from "./connection";
import type { Tables } from "./tables";

/*
 * Look-ups of many values at once. Every branch of every statement is one range or some points of one index and has its
 * own bound; values are compared in the column's own character set, so ids must be ASCII.
 */

const MOST_FOUND = 501;
const MOST_NAMED = 51;
/* From 1,000 values on, MariaDB would make a table of the list. */
const MOST_PHONES_AT_ONCE = 200;

export interface PassHit {
  /** The column that held the value. */
  matched: "pass_uuid" | "order_uuid" | "event_uuid" | "serial" | "reference" | "id";
  /** As stored; null for `id`. */
  value: string | null;
  id: number;
  duplicate_of: number | null;
}

export interface PassSearchValues {
  provider_ids: readonly string[];
  references: readonly string[];
  serials: readonly string[];
  ids: readonly number[];
}

type Branch = [sql: string, bindings: readonly (string | number)[]];

const marks = (values: readonly unknown[]) => values.map(() => "?").join(", ");

async function union<T>(db: Database, branches: readonly Branch[]): Promise<T[]> {
  if (branches.length === 0) return [];
  const sql = branches.map(([select]) => `(${select})`).join(" UNION ALL ");
  const [rows] = (await db.raw(
    sql,
    branches.flatMap(([, bindings]) => [...bindings]),
  )) as [T[], unknown];
  return rows;
}

/** Passes that hold any of the values, with the column that does; newest first within a column, 501 each at most. */
export async function findPassHits(db: Database, wanted: PassSearchValues): Promise<PassHit[]> {
  const byColumn = (column: string, values: readonly string[]): Branch => [
    `SELECT '${column}' AS matched, ${column} AS value, id, duplicate_of FROM bytemark_pass
     WHERE ${column} IN (${marks(values)}) ORDER BY id DESC LIMIT ${MOST_FOUND}`,
    values,
  ];
  const branches: Branch[] = [];
  if (wanted.provider_ids.length > 0) {
    for (const column of ["pass_uuid", "order_uuid", "event_uuid"])
      branches.push(byColumn(column, wanted.provider_ids));
  }
  if (wanted.serials.length > 0) branches.push(byColumn("serial", wanted.serials));
  const references = [...wanted.references, ...wanted.provider_ids];
  if (references.length > 0) {
    branches.push([
      `SELECT STRAIGHT_JOIN 'reference' AS matched, r.reference AS value, p.id, p.duplicate_of
       FROM pd_order_reference r JOIN bytemark_pass p ON p.order_uuid = r.order_uuid
       WHERE r.reference IN (${marks(references)}) LIMIT ${MOST_FOUND}`,
      references,
    ]);
  }
  if (wanted.ids.length > 0) {
    branches.push([
      `SELECT 'id' AS matched, NULL AS value, id, duplicate_of FROM bytemark_pass WHERE id IN (${marks(wanted.ids)})`,
      wanted.ids,
    ]);
  }
  return union(db, branches);
}

/** Passes whose id begins with `start`, which must be letters, digits and hyphens. */
export async function findPassHitsByStart(db: Database, start: string): Promise<PassHit[]> {
  const [rows] = (await db.raw(
    `SELECT 'pass_uuid' AS matched, pass_uuid AS value, id, duplicate_of FROM bytemark_pass
     WHERE pass_uuid LIKE ? LIMIT ${MOST_FOUND}`,
    [`${start.toLowerCase()}%`],
  )) as [PassHit[], unknown];
  return rows;
}

type RiderColumns = Pick<Tables["auth_user"], "id" | "first_name" | "last_name" | "email" | "phone_number">;

export interface RiderHit extends RiderColumns {
  matched: "email" | "phone" | "id" | "name";
}

export interface RiderSearchValues {
  emails: readonly string[];
  /** National numbers, or with a country's code; digits only. */
  phones: readonly string[];
  ids: readonly number[];
  name: string | null;
}

const RIDER = "id, first_name, last_name, email, phone_number";

/**
 * Riders with any of the values; at most 501 by each kind, 51 by name. A name is a last name or its beginning, alone or
 * after the whole first name; letters and accents compare as the portal's collation does.
 */
export async function findRiderHits(db: Database, wanted: RiderSearchValues): Promise<RiderHit[]> {
  const select = (matched: string, condition: string, most = MOST_FOUND) =>
    `SELECT '${matched}' AS matched, ${RIDER} FROM auth_user WHERE ${condition} LIMIT ${most}`;
  const branches: Branch[] = [];
  if (wanted.emails.length > 0)
    branches.push([select("email", `email IN (${marks(wanted.emails)})`), wanted.emails]);
  for (let at = 0; at < wanted.phones.length; at += MOST_PHONES_AT_ONCE) {
    const phones = wanted.phones.slice(at, at + MOST_PHONES_AT_ONCE).flatMap(writings);
    branches.push([select("phone", `phone_number IN (${marks(phones)})`), phones]);
  }
  if (wanted.ids.length > 0) branches.push([select("id", `id IN (${marks(wanted.ids)})`), wanted.ids]);
  for (const [first, last] of wanted.name === null ? [] : nameSplits(wanted.name)) {
    const starting = `${last.replace(/[\\%_]/g, "\\$&")}%`;
    branches.push(
      first === ""
        ? [select("name", "last_name LIKE ?", MOST_NAMED), [starting]]
        : [select("name", "last_name LIKE ? AND first_name = ?", MOST_NAMED), [starting, first]],
    );
  }
  return union(db, branches);
}

/* Stored without a country's code, with it, or with a plus. */
function writings(phone: string): string[] {
  return [phone, `+${phone}`, ...(phone.length === 10 ? [`1${phone}`, `+1${phone}`] : [])];
}

/** Every way to cut a name in first and last: "Ana de la Cruz" may be Ana / de la Cruz. "Cruz, Ana" is turned round. */
function nameSplits(name: string): [first: string, last: string][] {
  const turned = /^([^,]+),\s*([^,]+)$/.exec(name);
  if (turned) return [[turned[2] ?? "", turned[1] ?? ""]];
  const words = name.split(" ");
  return [["", name], ...words.slice(1).map((_, at): [string, string] => [
    words.slice(0, at + 1).join(" "),
    words.slice(at + 1).join(" "),
  ])]; // prettier-ignore
}

export interface OrderHit {
  matched: "order_uuid" | "reference";
  order_uuid: string;
  reference: string | null;
  /** Null where only the reference is known. */
  user_id: number | null;
  status: number | null;
  created_on: string | null;
  passes: number;
}

const ORDER = `o.user_id, o.status, o.created_on,
  (SELECT COUNT(*) FROM bytemark_pass p WHERE p.order_uuid = FROM_ORDER AND p.duplicate_of IS NULL) AS passes`;

/** Orders with any of the ids or printed numbers, and the passes that name each. */
export async function findOrderHits(
  db: Database,
  wanted: { order_uuids: readonly string[]; references: readonly string[] },
): Promise<OrderHit[]> {
  const branches: Branch[] = [];
  if (wanted.order_uuids.length > 0) {
    branches.push([
      `SELECT STRAIGHT_JOIN 'order_uuid' AS matched, o.order_uuid, r.reference, ${ORDER.replace("FROM_ORDER", "o.order_uuid")}
       FROM bytemark_orders o LEFT JOIN pd_order_reference r ON r.order_uuid = o.order_uuid
       WHERE o.order_uuid IN (${marks(wanted.order_uuids)}) LIMIT ${MOST_FOUND}`,
      wanted.order_uuids,
    ]);
  }
  const references = [...wanted.references, ...wanted.order_uuids];
  if (references.length > 0) {
    branches.push([
      `SELECT STRAIGHT_JOIN 'reference' AS matched, r.order_uuid, r.reference, ${ORDER.replace("FROM_ORDER", "r.order_uuid")}
       FROM pd_order_reference r LEFT JOIN bytemark_orders o ON o.order_uuid = r.order_uuid
       WHERE r.reference IN (${marks(references)}) LIMIT ${MOST_FOUND}`,
      references,
    ]);
  }
  const rows = await union<OrderHit>(db, branches);
  return rows.map((row) => ({ ...row, passes: Number(row.passes) }));
}

/** Passes of each rider, counted to `most`; a rider without any is absent. */
export async function countPassesOfRiders(
  db: Database,
  userIds: readonly number[],
  most: number,
): Promise<Map<number, number>> {
  const rows = await union<{ user_id: number | null; n: number }>(
    db,
    userIds.map((id): Branch => [
      `SELECT MIN(user_id) AS user_id, COUNT(*) AS n FROM
       (SELECT user_id FROM bytemark_pass WHERE user_id = ? LIMIT ${most}) some`,
      [id],
    ]),
  );
  return new Map(rows.flatMap((row) => (row.user_id === null ? [] : [[row.user_id, Number(row.n)]])));
}
