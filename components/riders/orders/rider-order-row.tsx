import { ChevronRight } from "lucide-react";
import { RiderOrderDetail } from "./rider-order-detail";
import { cn } from "@/components/ui/class-names";
import { CopyButton } from "@/components/ui/value/copy-button";
import { Tag } from "@/components/ui/value/tag";
import { TimeText } from "@/components/ui/time/time-text";
import { formatTime, formatTimeTitle, shortId } from "@/lib/format";
import { paymentTypeText, priceText } from "@/lib/passes/price-words";
import { itemsText, type RiderOrder } from "@/lib/riders/rider-order";

type RiderOrderRowProps = {
  order: RiderOrder;
  anchor: string;
  /** The address asks for this one. */
  isTarget: boolean;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  clock: { zone: string; now: string };
};

const STATE = {
  paid: { tone: "ok", label: "Paid" },
  pending: { tone: "warn", label: "Never completed" },
  unknown: { tone: "neutral", label: "State unknown" },
} as const;

/** One order in a line, and under it, once opened, everything of it. */
export function RiderOrderRow({ order, anchor, isTarget, isOpen, onToggle, clock }: RiderOrderRowProps) {
  const id = order.order_uuid ?? order.id;
  const state = STATE[order.state];
  const types = [...new Set(order.payments.map((payment) => paymentTypeText(payment.type)))].join(", ");
  return (
    <tbody id={anchor} className={cn("scroll-mt-4", isTarget && "[&>tr>td]:bg-accent-soft")}>
      <tr>
        <td className="whitespace-nowrap">
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={`${anchor}-detail`}
            aria-label={`Order ${shortId(id)}`}
            onClick={() => onToggle(!isOpen)}
            className="-ml-1 inline-flex min-h-6 items-center gap-1 rounded-tag px-1 hover:bg-hover max-md:min-h-11"
          >
            <ChevronRight
              aria-hidden
              className={cn("size-3.5 shrink-0 text-ink-3 transition-transform", isOpen && "rotate-90")}
            />
            <span className="mono">{shortId(id)}</span>
          </button>
          <CopyButton value={id} name="Order ID" className="ml-0.5 max-md:hidden" />
        </td>
        <td>
          <span className="block min-w-0 break-words">
            {itemsText(order) ?? <span className="text-ink-3">None listed</span>}
          </span>
        </td>
        <td className="whitespace-nowrap text-ink-2 tabular-nums max-md:hidden">
          <TimeText
            iso={order.created_on}
            text={formatTime(order.created_on, clock)}
            title={formatTimeTitle(order.created_on, clock)}
          />
        </td>
        <td className="text-ink-2 max-lg:hidden">{types || <span className="text-ink-3">None</span>}</td>
        <td>
          <Tag tone={state.tone}>{state.label}</Tag>
        </td>
        <td className="right whitespace-nowrap tabular-nums">{priceText(order.total)}</td>
      </tr>
      <tr id={`${anchor}-detail`} hidden={!isOpen}>
        <td colSpan={6}>{isOpen ? <RiderOrderDetail order={order} clock={clock} /> : null}</td>
      </tr>
    </tbody>
  );
}
