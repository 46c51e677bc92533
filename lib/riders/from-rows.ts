import type { PaidRow, RefundRow } from "@/db/riders/rider-orders";
import type { RiderCorrectionRow, RiderRefreshRow } from "@/db/riders/riders";
import { isoTime } from "@/lib/time/iso-time";
import type { Money } from "@/lib/money";
import { paymentOf } from "@/lib/passes/pass-row";
import { sumMoney } from "@/lib/riders/orders/money-sum";
import type { Rider, RiderCorrection, RiderRefresh } from "./rider";

const REFRESH_KIND: Readonly<Record<number, RiderRefresh["kind"]>> = {
  1: "now",
  2: "free_tickets",
  3: "scheduled",
};

export function refreshFromRow(row: RiderRefreshRow): RiderRefresh {
  return {
    id: String(row.id),
    kind: REFRESH_KIND[row.activity_type] ?? "unknown",
    is_done: row.status === 1,
    scheduled_on: isoTime(row.scheduled_on),
    created_on: isoTime(row.created_on),
  };
}

export function correctionFromRow(row: RiderCorrectionRow): RiderCorrection {
  return {
    id: row.id,
    pass_id: row.subject_id ?? "",
    actor: row.actor_name,
    reason:
      row.reason_code === null
        ? null
        : { code: row.reason_code, note: row.reason_note ?? "", case_ref: row.case_ref },
    created_on: isoTime(row.created_on),
  };
}

/** None if its amount cannot be read. */
export function refundFromRow(row: RefundRow): Rider["refunds"] {
  if (row.points === null) return [];
  return [
    { amount: { amount: row.points, currency: "USD", unit: "coins" }, created_on: isoTime(row.created_on) },
  ];
}

/** Payments summed by unit, largest first. Cards and everything else that is not coins or tokens are dollars. */
export function moneyPaid(rows: readonly PaidRow[]): Money[] {
  const amounts = new Map<Money["unit"], string[]>();
  for (const { payment_type, total } of rows) {
    const paid = paymentOf({ order_uuid: "", payment_type, total_price: total, passes: 1 });
    if (!paid) continue;
    amounts.set(paid.price.unit, [...(amounts.get(paid.price.unit) ?? []), paid.price.amount]);
  }
  return [...amounts]
    .map(([unit, each]): Money => ({ amount: sumMoney(each), currency: "USD", unit }))
    .sort((a, b) => Number(b.amount) - Number(a.amount));
}
