import { ArrowRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { SearchOption } from "@/components/shell/search-options";
import type { PassSearch } from "@/components/shell/use-pass-search";
import { cn } from "@/components/ui/class-names";
import { Flag } from "@/components/ui/flag";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusPill } from "@/components/ui/status-pill";
import { formatCount, shortId } from "@/lib/format";
import type { Pass } from "@/lib/passes/pass";

type SearchPanelProps = {
  id: string;
  search: Exclude<PassSearch, { state: "idle" }>;
  options: readonly SearchOption[];
  activeIndex: number;
  onChoose: () => void;
};

/** Id of one option, for `aria-activedescendant`. */
export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}

/** What the search box found, under the box. */
export function SearchPanel({ id, search, options, activeIndex, onChoose }: SearchPanelProps) {
  return (
    <div className="absolute top-full right-0 left-0 z-30 mt-1.5 max-h-[70dvh] animate-rise overflow-auto rounded-card bg-raised p-1 shadow-popover max-md:fixed max-md:top-15 max-md:right-2 max-md:left-2 forced-colors:border">
      <div role="status" className="px-2 pt-1.5 pb-1 text-12 text-ink-3">
        <Summary search={search} />
      </div>
      {search.state === "searching" ? <Waiting /> : null}
      <div role="listbox" id={id} aria-label="Search results" hidden={options.length === 0}>
        {options.map((option, index) => (
          <Link
            key={option.href}
            id={optionId(id, index)}
            role="option"
            aria-selected={index === activeIndex}
            tabIndex={-1}
            href={option.href}
            prefetch={false}
            onClick={onChoose}
            className={cn(
              "flex min-h-11 items-center gap-3 rounded-tag px-2 py-1 hover:bg-press",
              "aria-selected:bg-press forced-colors:aria-selected:outline-2",
            )}
          >
            {option.pass ? <FoundPass pass={option.pass} /> : <SeeAll />}
          </Link>
        ))}
      </div>
    </div>
  );
}

function Summary({ search }: { search: SearchPanelProps["search"] }): ReactNode {
  if (search.state === "searching") return "Searching";
  if (search.state === "failed")
    return <span className="text-bad-fg">{search.reason} Press Enter to try again.</span>;
  const { total, recognised } = search.found;
  const as = recognised ? `Searched as ${recognised.label}` : "Searched";
  if (total.value === 0) return `No pass found. ${as}.`;
  const passes = total.value === 1 && total.relation === "eq" ? "pass" : "passes";
  return `${formatCount(total.value, { relation: total.relation })} ${passes}. ${as}.`;
}

function FoundPass({ pass }: { pass: Pass }) {
  return (
    <>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">{pass.product_name ?? "Unnamed product"}</span>
        <span className="block truncate text-12 text-ink-3">
          <span className="mono">{shortId(pass.pass_uuid ?? pass.id)}</span>
          {pass.rider ? ` · ${pass.rider.display_name}` : null}
        </span>
      </span>
      {pass.rider ? null : <Flag kind="unlinked" />}
      <StatusPill status={pass.status} />
    </>
  );
}

function SeeAll() {
  return (
    <span className="flex items-center gap-2 font-medium text-accent-text">
      See all in list
      <ArrowRight aria-hidden className="size-3.5" />
    </span>
  );
}

function Waiting() {
  return (
    <div aria-hidden className="flex flex-col gap-3 px-2 pt-1 pb-3">
      <Skeleton className="w-2/3" />
      <Skeleton className="w-1/2" />
      <Skeleton className="w-3/5" />
    </div>
  );
}
