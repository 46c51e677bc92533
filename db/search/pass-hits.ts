import "server-only";
import type { Database } from "@/db/connection";
import { EVERYWHERE, PASS_VIEW } from "@/db/query/pass-source";
import { type Branch, marks, MOST_FOUND, union } from "@/db/query/search-statement";

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

const byReference = (
  table: string,
) => `SELECT STRAIGHT_JOIN 'reference' AS matched, r.reference AS value, p.id, p.duplicate_of
  FROM pd_order_reference r JOIN ${table} p ON p.order_uuid = r.order_uuid`;

/**
 * Passes that hold any of the values, archived ones included, with the column that matched; at most 501 for each column
 * and table.
 */
export async function findPassHits(db: Database, wanted: PassSearchValues): Promise<PassHit[]> {
  return union(
    db,
    EVERYWHERE.flatMap((source) => hitsIn(PASS_VIEW[source], wanted)),
  );
}

function hitsIn(table: string, wanted: PassSearchValues): Branch[] {
  const byColumn = (column: string, values: readonly string[]): Branch => [
    `SELECT '${column}' AS matched, ${column} AS value, id, duplicate_of FROM ${table}
     WHERE ${column} IN (${marks(values)}) LIMIT ${MOST_FOUND}`,
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
      `${byReference(table)} WHERE r.reference IN (${marks(references)}) LIMIT ${MOST_FOUND}`,
      references,
    ]);
  }
  const [start] = wanted.references;
  if (wanted.references.length === 1 && start && !start.includes("-"))
    branches.push([`${byReference(table)} WHERE r.reference LIKE ? LIMIT ${MOST_FOUND}`, [`${start}-%`]]);
  if (wanted.ids.length > 0) {
    branches.push([
      `SELECT 'id' AS matched, NULL AS value, id, duplicate_of FROM ${table} WHERE id IN (${marks(wanted.ids)})`,
      wanted.ids,
    ]);
  }
  return branches;
}

/** Passes whose id starts with `start`, which must be letters, digits and hyphens. */
export async function findPassHitsByStart(db: Database, start: string): Promise<PassHit[]> {
  return union(
    db,
    EVERYWHERE.map((source) => [
      `SELECT 'pass_uuid' AS matched, pass_uuid AS value, id, duplicate_of FROM ${PASS_VIEW[source]}
       WHERE pass_uuid LIKE ? LIMIT ${MOST_FOUND}`,
      [`${start.toLowerCase()}%`],
    ]),
  );
}
