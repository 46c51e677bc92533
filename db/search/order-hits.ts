import "server-only";
import type { Database } from "@/db/connection";
import { asOurId, type Branch, marks, MOST_FOUND, union } from "@/db/query/search-statement";

export interface OrderHit {
  matched: "order_uuid" | "reference";
  order_uuid: string;
  reference: string | null;
  /** Null if only the reference is known. */
  user_id: number | null;
  status: number | null;
  created_on: string | null;
  passes: number;
}

const ORDER = `o.user_id, o.status, o.created_on,
  (SELECT COUNT(*) FROM pd_pass p WHERE p.order_uuid = FROM_ORDER AND p.duplicate_of IS NULL)
  + (SELECT COUNT(*) FROM pd_pass_archive p WHERE p.order_uuid = FROM_ORDER AND p.duplicate_of IS NULL) AS passes`;

const BY_REFERENCE = `SELECT STRAIGHT_JOIN 'reference' AS matched, r.order_uuid, r.reference,
  ${ORDER.replaceAll("FROM_ORDER", "r.order_uuid")}
  FROM pd_order_reference r LEFT JOIN pd_order o ON o.order_uuid = r.order_uuid`;

/**
 * Orders with any of the ids or printed numbers (a single number also without its suffix), and the passes that name
 * them.
 */
export async function findOrderHits(
  db: Database,
  wanted: { order_uuids: readonly string[]; references: readonly string[] },
): Promise<OrderHit[]> {
  const branches: Branch[] = [];
  if (wanted.order_uuids.length > 0) {
    branches.push([
      `SELECT STRAIGHT_JOIN 'order_uuid' AS matched, o.order_uuid, r.reference, ${ORDER.replaceAll("FROM_ORDER", asOurId("o.order_uuid"))}
       FROM pd_order o LEFT JOIN pd_order_reference r ON r.order_uuid = ${asOurId("o.order_uuid")}
       WHERE o.order_uuid IN (${marks(wanted.order_uuids)}) LIMIT ${MOST_FOUND}`,
      wanted.order_uuids,
    ]);
  }
  const references = [...wanted.references, ...wanted.order_uuids];
  if (references.length > 0) {
    branches.push([
      `${BY_REFERENCE}
       WHERE r.reference IN (${marks(references)}) LIMIT ${MOST_FOUND}`,
      references,
    ]);
  }
  const [start] = wanted.references;
  if (wanted.references.length === 1 && start && !start.includes("-"))
    branches.push([`${BY_REFERENCE} WHERE r.reference LIKE ? LIMIT ${MOST_FOUND}`, [`${start}-%`]]);
  const rows = await union<OrderHit>(db, branches);
  return rows.map((row) => ({ ...row, passes: Number(row.passes) }));
}
