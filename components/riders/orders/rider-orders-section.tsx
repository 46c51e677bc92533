"use client";

import { useEffect, useState } from "react";
import { anchorOf, ORDER_COLUMNS, orderDetails } from "./rider-order-columns";
import { Table } from "@/components/data-table/table";
import { NothingHere, RiderSection } from "@/components/riders/rider-section";
import { useHash } from "@/components/riders/use-hash";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/format";
import type { RiderOrder } from "@/lib/riders/orders/rider-order";

type RiderOrdersSectionProps = {
  /** Newest first. */
  orders: readonly RiderOrder[];
  /** How many orders the rider has, shown or not. */
  total: { value: number; relation: "eq" | "gte" };
  /** The uuid of the order that the address asks for. */
  asked: string | null;
  zone: string;
  now: string;
};

const SHOWN_AT_FIRST = 10;

/** The rider's orders; a row opens to show its items, payments and coin movements. */
export function RiderOrdersSection({ orders, total, asked, zone, now }: RiderOrdersSectionProps) {
  const hash = useHash();
  const target = hash.startsWith("#order-") ? hash.slice(1) : asked === null ? null : `order-${asked}`;
  const [isAllAsked, setAllAsked] = useState(false);
  const [toggled, setToggled] = useState<Readonly<Record<string, boolean>>>({});
  const targetAt = orders.findIndex((order) => anchorOf(order) === target);
  const isAll = isAllAsked || targetAt >= SHOWN_AT_FIRST;
  const found = targetAt < 0 ? null : target;
  useEffect(() => {
    if (found === null) return;
    const row = document.getElementById(found);
    row?.scrollIntoView({ block: "center" });
    row?.querySelector<HTMLElement>("button[aria-expanded]")?.focus({ preventScroll: true });
  }, [found]);
  const shown = isAll ? orders : orders.slice(0, SHOWN_AT_FIRST);
  const isOpen = (order: RiderOrder) => toggled[order.id] ?? anchorOf(order) === target;
  const cut = total.value > orders.length ? `Newest ${orders.length}` : "Newest first";
  return (
    <RiderSection
      id="orders"
      title="Orders and payments"
      count={formatCount(total.value, { relation: total.relation })}
      aside={orders.length > 1 ? cut : null}
    >
      <Table
        look="plain"
        caption="Orders and payments"
        columns={ORDER_COLUMNS}
        rows={shown}
        rowKey={(order) => order.id}
        anchor={anchorOf}
        rowClassName="scroll-mt-4"
        markRow={(order) => (anchorOf(order) === target ? "[&>td]:bg-accent-soft" : undefined)}
        given={{
          clock: { zone, now },
          isOpen,
          toggle: (order) => setToggled((before) => ({ ...before, [order.id]: !isOpen(order) })),
        }}
        details={orderDetails}
        whenEmpty={<NothingHere>No order is on record. Reward rides and passes bought outside the app have none.</NothingHere>}
      />
      {shown.length < orders.length ? (
        <Button variant="ghost" size="sm" className="mt-2" onClick={() => setAllAsked(true)}>
          Show all {orders.length}
        </Button>
      ) : null}
    </RiderSection>
  ); // prettier-ignore
}
