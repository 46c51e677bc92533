import "server-only";
import type { Database } from "@/db/connection";
import { listOrderPayments, type PassRow } from "@/db/passes/passes";
import { isUnlooked, readProgress } from "@/lib/passes/catch-up/link-progress";
import { heldFields } from "./held-fields";
import type { Pass } from "./pass";
import { passFromRow, paymentOf } from "./pass-row";

/**
 * Rows as passes. Looks up the pins and payments of all of them at once: two statements, however many rows, and a third
 * if one has no rider.
 */
export async function completePasses(db: Database, rows: readonly PassRow[], now: Date): Promise<Pass[]> {
  const orders = [...new Set(rows.flatMap((row) => (row.order_uuid === null ? [] : [row.order_uuid])))];
  const [pinned, payments, progress] = await Promise.all([
    heldFields(db, rows.map((row) => row.id), now), // prettier-ignore
    listOrderPayments(db, orders),
    rows.some(hasNoRider) ? readProgress(db) : null,
  ]);
  const paid = new Map(payments.map((payment) => [payment.order_uuid, payment]));
  return rows.map((row) =>
    passFromRow(row, now, {
      pinned: pinned.get(row.id) ?? [],
      rider_pending: hasNoRider(row) && isUnlooked(progress, row.id),
      payment: row.order_uuid === null ? null : paymentOf(paid.get(row.order_uuid)),
    }),
  );
}

/* Nobody looks for the rider of an archived pass, or of one that a person has decided about. */
function hasNoRider(row: PassRow): boolean {
  return row.user_id === null && row.resolved_by === null && row.archived_on === null;
}
