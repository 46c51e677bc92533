import { ArrowRight, History, Receipt, User } from "lucide-react";
import type { ReactNode } from "react";
import { OrderStateTag } from "@/components/search/order-state-tag";
import type { PaletteOption } from "./palette-options";
import { NoRiderFlag } from "@/components/passes/no-rider";
import { Flag } from "@/components/ui/value/flag";
import { StatusPill } from "@/components/ui/value/status-pill";
import type { ShownZone } from "@/lib/display-zone";
import { formatCount, formatTime, shortId } from "@/lib/format";
import type { Pass } from "@/lib/passes/pass";
import type { FoundOrder, FoundRider } from "@/lib/search/search-result";

export function PaletteLine({ option, zone }: { option: PaletteOption; zone: ShownZone }): ReactNode {
  switch (option.kind) {
    case "pass":
      return <PassLine pass={option.pass} />;
    case "rider":
      return <RiderLine rider={option.rider} />;
    case "order":
      return <OrderLine order={option.order} zone={zone} />;
    case "recent":
      return (
        <>
          <History aria-hidden className="size-4 shrink-0 text-ink-3" />
          <TwoLines title={option.title}>{option.detail}</TwoLines>
        </>
      );
    case "command":
    case "all":
      return (
        <span className="flex items-center gap-2 font-medium text-accent-text">
          {option.title}
          <ArrowRight aria-hidden className="size-3.5" />
        </span>
      );
  }
}

function PassLine({ pass }: { pass: Pass }) {
  return (
    <>
      <TwoLines title={pass.product_name ?? "Unnamed product"}>
        <span className="mono">{shortId(pass.pass_uuid ?? pass.id)}</span>
        {pass.rider ? ` · ${pass.rider.display_name}` : null}
      </TwoLines>
      {pass.rider ? null : <NoRiderFlag pass={pass} />}
      {pass.duplicate ? <Flag kind="duplicate" /> : null}
      <StatusPill status={pass.status} />
    </>
  );
}

function RiderLine({ rider }: { rider: FoundRider }) {
  const { value, relation } = rider.passes.total;
  return (
    <>
      <User aria-hidden className="size-4 shrink-0 text-ink-3" />
      <TwoLines title={rider.display_name}>
        {[`Rider ${rider.user_id}`, rider.email_masked].filter(Boolean).join(" · ")}
      </TwoLines>
      <span className="text-12 whitespace-nowrap text-ink-2">
        {formatCount(value, { relation })} {value === 1 ? "pass" : "passes"}
      </span>
    </>
  );
}

function OrderLine({ order, zone }: { order: FoundOrder; zone: ShownZone }) {
  const at = { zone: zone.shown, now: zone.now };
  const created = order.created_on ? formatTime(order.created_on, at) : null;
  return (
    <>
      <Receipt aria-hidden className="size-4 shrink-0 text-ink-3" />
      <TwoLines title={`Order ${order.order_reference ?? shortId(order.order_uuid)}`}>
        {[`Rider ${order.user_id}`, created].filter(Boolean).join(" · ")}
      </TwoLines>
      <OrderStateTag state={order.state} />
    </>
  );
}

function TwoLines({ title, children }: { title: string; children: ReactNode }) {
  return (
    <span className="min-w-0 flex-1">
      <span className="block truncate font-medium">{title}</span>
      <span className="block truncate text-12 text-ink-3">{children}</span>
    </span>
  );
}
