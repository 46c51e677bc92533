import type { ReactNode } from "react";
import { PassFacts } from "./pass-facts";
import { PassHeader } from "./pass-header";
import { type PassTab, PassTabs } from "./pass-tabs";
import { PassValidityGraphic } from "./pass-validity-graphic";
import { stillValidByWord, validityLine } from "./pass-validity-line";
import { RiderRoutesBanner } from "./rider-routes-banner";
import { LoadedAgo } from "@/components/ui/time/loaded-ago";
import type { FieldView } from "@/lib/fields/field-spec";
import type { Pass } from "@/lib/passes/pass";
import type { PassField } from "@/lib/passes/pass-fields";
import type { PassPin } from "@/lib/corrections/pins/pass-pin";
import { providerName } from "@/lib/passes/words/provider-name";
import type { RiderRoutes } from "@/lib/passes/rider-routes";

export type PassDetailProps = {
  pass: Pass;
  labels: Readonly<Record<string, string>>;
  fields: readonly FieldView<PassField>[];
  reasons: Readonly<Record<string, string>>;
  can: { correct: boolean; pin: boolean };
  pins: readonly PassPin[];
  role: string;
  zone: string;
  now: Date;
  routes: RiderRoutes;
  /** Why the pass has its status. */
  why: ReactNode;
  /** The banner of an archived pass; null if the pass is not archived. */
  archived: ReactNode;
  tabs: readonly PassTab[];
};

export function PassDetail(props: PassDetailProps) {
  const { pass, can, role, zone, now } = props;
  const line = validityLine(pass, now);
  const isDenied = pass.status === "EXPIRED" && stillValidByWord(pass);
  const differs = isDenied
    ? `${providerName(pass.provider)} still says ${pass.provider_status?.toLowerCase()}`
    : null;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <LoadedAgo now={now.toISOString()} />
      <PassHeader pass={pass} can={can} role={role} now={now} />
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_320px] max-lg:block max-lg:overflow-auto max-md:pb-16 print:block print:overflow-visible">
        <div className="relative min-h-0 overflow-auto px-6 pb-6 max-lg:overflow-visible max-md:px-4 max-md:pb-4 print:overflow-visible">
          {props.archived}
          <RiderRoutesBanner routes={props.routes} />
          {props.why}
          {line ? <PassValidityGraphic line={line} differs={differs} zone={zone} now={now} /> : null}
          <PassTabs tabs={props.tabs} />
        </div>
        <PassFacts {...props} canPin={can.pin} />
      </div>
    </div>
  );
}
