import type { ReactNode } from "react";
import { LoadedAgo } from "@/components/ui/time/loaded-ago";
import { PageTabs } from "@/components/ui/page/page-tabs";
import { zoneLabel } from "@/lib/format";

export type CorrectionsTab = "bulk" | "single";

type CorrectionsFrameProps = {
  tab: CorrectionsTab;
  /** False for support, which may read only corrections of single passes. */
  canReadBulk: boolean;
  zone: string;
  now: string;
  children: ReactNode;
};

const TABS: readonly { tab: CorrectionsTab; label: string }[] = [
  { tab: "bulk", label: "Bulk" },
  { tab: "single", label: "Single" },
];

export function CorrectionsFrame({ tab, canReadBulk, zone, now, children }: CorrectionsFrameProps) {
  const tabs = TABS.filter((each) => canReadBulk || each.tab === "single");
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <LoadedAgo now={now} />
      <div className="flex min-h-13 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 px-6 pt-4 pb-1 max-md:px-4">
        <h1>Corrections</h1>
        <span className="text-ink-3">
          {tab === "bulk"
            ? "Many passes at once, planned and then run"
            : "Every change a person made to a pass"}
        </span>
      </div>
      <PageTabs
        label="Kinds of corrections"
        tabs={tabs.map((each) => ({
          label: each.label,
          href: `/corrections?tab=${each.tab}`,
          count: null,
          isCurrent: each.tab === tab,
        }))}
      >
        <span className="ml-auto pr-2 text-12 text-ink-3">{zoneLabel(zone, now)}</span>
      </PageTabs>
      {children}
    </div>
  );
}
