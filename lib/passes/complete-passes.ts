import "server-only";
import type { Database } from "@/db/connection";
import { listOrderPayments, listPins, type PassRow } from "@/db/passes";
import type { Pass } from "./pass";
import { passFromRow, paymentOf, pinsByPass } from "./pass-row";

/** Rows as passes, with pins and payments looked up for all of them at once: two statements, whatever their number. */
export async function completePasses(db: Database, rows: readonly PassRow[], now: Date): Promise<Pass[]> {
  const orders = [...new Set(rows.flatMap((row) => (row.order_uuid === null ? [] : [row.order_uuid])))];
  const [pins, payments] = await Promise.all([
    listPins(db, rows.map((row) => row.id), now), // prettier-ignore
    listOrderPayments(db, orders),
  ]);
  const pinned = pinsByPass(pins);
  const paid = new Map(payments.map((payment) => [payment.order_uuid, payment]));
  return rows.map((row) =>
    passFromRow(row, now, {
      pinned: pinned.get(row.id) ?? [],
      payment: row.order_uuid === null ? null : paymentOf(paid.get(row.order_uuid)),
    }),
  );
}
