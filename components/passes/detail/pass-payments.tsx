import { Card } from "@/components/ui/card";
import { Facts } from "@/components/ui/value/key-value-list";
import { KeyValue } from "@/components/ui/value/key-value";
import { formatTime } from "@/lib/format";
import type { PassOrder, PassPayment } from "@/lib/passes/pass-order";
import { paymentTypeText, priceText } from "@/lib/passes/words/price-words";

type PassPaymentsProps = { order: PassOrder; owner: string | null; zone: string; now: Date };

export function PassPayments({ order, owner, zone, now }: PassPaymentsProps) {
  return (
    <Card title={order.payments.length > 1 ? "Payments" : "Payment"}>
      {order.payments.length === 0 ? (
        <p className="mb-2 text-ink-2">No payment is on record for this order.</p>
      ) : (
        order.payments.map((payment, at) => <Payment key={at} payment={payment} zone={zone} now={now} />)
      )}
      <Facts>
        <KeyValue label="Order owner">{owner ?? "Not recorded"}</KeyValue>
        <KeyValue label="Ordered">
          {order.created_on ? formatTime(order.created_on, { zone, now }) : "Not recorded"}
        </KeyValue>
      </Facts>
    </Card>
  );
}

function Payment({ payment, zone, now }: { payment: PassPayment; zone: string; now: Date }) {
  return (
    <Facts className="mb-1.75">
      <KeyValue label="Type">
        {paymentTypeText(payment.type)} <span className="mono text-ink-3">{payment.type}</span>
      </KeyValue>
      <KeyValue label="Amount">
        <span className="tabular-nums">{priceText(payment.price)}</span>
        {payment.price.unit === "dollars" ? null : <span className="text-ink-3">, one to the dollar</span>}
      </KeyValue>
      <KeyValue label="Paid">
        {payment.paid_on ? formatTime(payment.paid_on, { zone, now }) : "Not recorded"}
      </KeyValue>
    </Facts>
  );
}
