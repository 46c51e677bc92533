import type { ReactNode } from "react";
import { RiderAside } from "./rider-aside";
import { RiderFigures } from "./rider-figures";
import { RiderFindingsSection } from "./rider-findings-section";
import { RiderHeader } from "./rider-header";
import { RiderCorrections, RiderRefreshes } from "./rider-log";
import { RiderOrdersSection } from "@/components/riders/orders/rider-orders-section";
import { RiderPasses } from "./rider-passes";
import { LoadedAgo } from "@/components/ui/time/loaded-ago";
import type { CatchUp } from "@/lib/passes/catch-up/catch-up";
import type { RiderRecord } from "@/lib/riders/get-rider-record";

export type RiderPageProps = RiderRecord & {
  notes: ReactNode;
  can: { reveal: boolean; writeNotes: boolean };
  /** The uuid of the order that the address asks for. */
  askedOrder: string | null;
  /** How far passes are linked to riders, if not all are. */
  catchUp: CatchUp | null;
  reasons: Readonly<Record<string, string>>;
  zone: string;
  now: Date;
};

export function RiderPage(props: RiderPageProps) {
  const { rider, passes, orders, zone, now } = props;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <LoadedAgo now={now.toISOString()} />
      <RiderHeader rider={rider} canWriteNotes={props.can.writeNotes} zone={zone} now={now} />
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_320px] max-lg:block max-lg:overflow-auto max-md:pb-16 print:block print:overflow-visible">
        <div className="relative min-h-0 overflow-auto px-6 pb-6 max-lg:overflow-visible max-md:px-4 max-md:pb-4 print:overflow-visible">
          <RiderFindingsSection findings={rider.findings} />
          <RiderFigures rider={rider} />
          <RiderPasses
            userId={rider.user_id}
            groups={passes}
            counts={rider.counts}
            catchUp={props.catchUp}
            zone={zone}
            now={now}
          />
          <RiderOrdersSection
            orders={orders}
            total={rider.orders}
            asked={props.askedOrder}
            zone={zone}
            now={now.toISOString()}
          />
          <RiderRefreshes refreshes={rider.refreshes} zone={zone} now={now} />
          <RiderCorrections corrections={rider.corrections} reasons={props.reasons} zone={zone} now={now} />
        </div>
        <RiderAside rider={rider} canReveal={props.can.reveal} notes={props.notes} zone={zone} now={now} />
      </div>
    </div>
  );
}
