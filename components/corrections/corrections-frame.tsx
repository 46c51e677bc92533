import Link from "next/link";
import type { ReactNode } from "react";
import { LoadedAgo } from "@/components/ui/loaded-ago";
import { zoneLabel } from "@/lib/format";

export type CorrectionsTab = "bulk" | "single";

type CorrectionsFrameProps = {
  tab: CorrectionsTab;
  /** Support reads corrections of single passes only. */
  canReadBulk: boolean;
  zone: string;
  now: string;
  children: ReactNode;
};

const TABS: readonly { tab: CorrectionsTab; label: string }[] = [
  { tab: "bulk", label: "Bulk" },
  { tab: "single", label: "Single" },
];

/** The page of corrections: what it is, and whether those of many passes or of one are shown. */
export function CorrectionsFrame({ tab, canReadBulk, zone, now, children }: CorrectionsFrameProps) {
  const tabs = TABS.filter((each) => canReadBulk || each.tab === "single");
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <LoadedAgo now={now} />
      <div className="flex min-h-14 shrink-0 flex-wrap items-center gap-x-3 px-6 pt-4 pb-1 max-md:px-4">
        <h1>Corrections</h1>
        <span className="text-ink-3">
          {tab === "bulk"
            ? "Many passes at once, planned and then run."
            : "Every change a person made to a pass."}
        </span>
      </div>
      <div className="flex shrink-0 items-end gap-4 border-b px-6 max-md:px-4">
        <nav aria-label="Kinds of corrections" className="flex gap-5">
          {tabs.map((each) => (
            <Link
              key={each.tab}
              href={`/corrections?tab=${each.tab}`}
              prefetch={false}
              aria-current={each.tab === tab ? "page" : undefined}
              className="-mb-px flex h-9 items-center border-b-2 border-transparent text-ink-2 hover:text-ink aria-[current]:border-ink aria-[current]:font-medium aria-[current]:text-ink max-md:h-11"
            >
              {each.label}
            </Link>
          ))}
        </nav>
        <span className="mb-2 ml-auto text-12 text-ink-3">{zoneLabel(zone, now)}</span>
      </div>
      {children}
    </div>
  );
}
