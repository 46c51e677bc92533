import "server-only";
import type { Database } from "@/db/connection";
import { listOrderPayments, type PassRow } from "@/db/passes/passes";
import { heldFields } from "./held-fields";
import type { Pass } from "./pass";
import { passFromRow, paymentOf } from "./pass-row";

/** Rows as passes. Looks up the pins and payments of all of them at once: two statements, however many rows. */
export async function completePasses(db: Database, rows: readonly PassRow[], now: Date): Promise<Pass[]> {
  const orders = [...new Set(rows.flatMap((row) => (row.order_uuid === null ? [] : [row.order_uuid])))];
  const [pinned, payments] = await Promise.all([
    heldFields(db, rows.map((row) => row.id), now), // prettier-ignore
    listOrderPayments(db, orders),
  ]);
  const paid = new Map(payments.map((payment) => [payment.order_uuid, payment]));
  return rows.map((row) =>
    passFromRow(row, now, {
      pinned: pinned.get(row.id) ?? [],
      payment: row.order_uuid === null ? null : paymentOf(paid.get(row.order_uuid)),
    }),
  );
}
