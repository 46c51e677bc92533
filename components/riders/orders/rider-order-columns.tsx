import { ChevronRight } from "lucide-react";
import { RiderOrderDetail } from "./rider-order-detail";
import type { RowDetails } from "@/components/data-table/table";
import type { Column } from "@/components/data-table/table-shape";
import { cn } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/value/copy-button";
import { Tag } from "@/components/ui/value/tag";
import { TimeText } from "@/components/ui/time/time-text";
import { formatTime, formatTimeTitle, shortId } from "@/lib/format";
import { paymentTypeText, priceText } from "@/lib/passes/words/price-words";
import { itemsText, type RiderOrder } from "@/lib/riders/orders/rider-order";

interface OrderGiven {
  clock: { zone: string; now: string };
  isOpen: (order: RiderOrder) => boolean;
  toggle: (order: RiderOrder) => void;
}

const STATE = {
  paid: { tone: "ok", label: "Paid" },
  pending: { tone: "warn", label: "Never completed" },
  unknown: { tone: "neutral", label: "State unknown" },
} as const;

export function anchorOf(order: RiderOrder): string {
  return `order-${order.order_uuid ?? order.id}`;
}

const detailsId = (order: RiderOrder) => `${anchorOf(order)}-detail`;

export const ORDER_COLUMNS: readonly Column<RiderOrder, OrderGiven>[] = [
  {
    label: "Order",
    cell: (order, given) => <OrderId order={order} {...given} />,
    cellClassName: "whitespace-nowrap",
  },
  {
    label: "Items",
    cell: (order) => (
      <span className="block min-w-0 break-words">
        {itemsText(order) ?? <span className="text-ink-3">None listed</span>}
      </span>
    ),
  },
  {
    label: "Ordered",
    cell: ({ created_on }, { clock }) =>
      created_on === null ? (
        <span className="text-ink-3">Not recorded</span>
      ) : (
        <TimeText
          iso={created_on}
          text={formatTime(created_on, clock)}
          title={formatTimeTitle(created_on, clock)}
        />
      ),
    className: "max-md:hidden",
    cellClassName: "whitespace-nowrap text-ink-2 tabular-nums",
  },
  {
    label: "Payment",
    cell: (order) => typesOf(order) || <span className="text-ink-3">None</span>,
    className: "max-lg:hidden",
    cellClassName: "text-ink-2",
  },
  { label: "State", cell: ({ state }) => <Tag tone={STATE[state].tone}>{STATE[state].label}</Tag> },
  {
    label: "Amount",
    cell: ({ total }) => priceText(total),
    className: "right",
    cellClassName: "whitespace-nowrap",
  },
];

export function orderDetails(order: RiderOrder, { isOpen, clock }: OrderGiven): RowDetails | null {
  if (!isOpen(order)) return null;
  return { id: detailsId(order), content: <RiderOrderDetail order={order} clock={clock} /> };
}

function typesOf({ payments }: RiderOrder): string {
  return [...new Set(payments.map(({ type }) => paymentTypeText(type)))].join(", ");
}

type OrderIdProps = Pick<OrderGiven, "isOpen" | "toggle"> & { order: RiderOrder };

function OrderId({ order, isOpen, toggle }: OrderIdProps) {
  const id = order.order_uuid ?? order.id;
  return (
    <>
      <button
        type="button"
        aria-expanded={isOpen(order)}
        aria-controls={isOpen(order) ? detailsId(order) : undefined}
        aria-label={`Order ${shortId(id)}`}
        onClick={() => toggle(order)}
        className="-ml-1 inline-flex min-h-6 items-center gap-1 rounded-tag px-1 hover:bg-hover max-md:min-h-11"
      >
        <ChevronRight
          aria-hidden
          className={cn("size-3.5 shrink-0 text-ink-3 transition-transform", isOpen(order) && "rotate-90")}
        />
        <span className="mono">{shortId(id)}</span>
      </button>
      <CopyButton value={id} name="Order ID" className="ml-0.5 max-md:hidden" />
    </>
  );
}
