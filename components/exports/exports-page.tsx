import { CalendarClock, Download, Plus } from "lucide-react";
import { ExportDrawers, type ExportDrawersProps } from "./export-drawers";
import { exportsHref } from "./exports-href";
import { ExportsTable } from "./exports-table";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/page/empty-state";
import { LoadedAgo } from "@/components/ui/time/loaded-ago";
import { PageTabs } from "@/components/ui/page/page-tabs";
import { Pager } from "@/components/ui/page/pager";
import { type ExportDetail, type ExportPage, KEPT_DAYS } from "@/lib/exports/export";
import { EXPORTS_QUERY, type ExportShow, type ExportsQuery } from "@/lib/exports/exports-query";
import { formatCount } from "@/lib/format";
import type { FilterView } from "@/lib/passes/query/filter-views";

export type ExportsPageProps = {
  query: ExportsQuery;
  page: ExportPage;
  linked: ExportDetail | null;
  openId: string | null;
  filterViews: readonly FilterView[];
  zone: string;
  now: string;
  drawer: ExportDrawersProps["drawer"];
};

const TABS: readonly { show: ExportShow; label: string; count: "all" | "mine" | "scheduled" }[] = [
  { show: "all", label: "Everyone", count: "all" },
  { show: "mine", label: "Mine", count: "mine" },
  { show: "scheduled", label: "Scheduled", count: "scheduled" },
];

const EMPTY: Record<ExportShow, { title: string; body: string }> = {
  all: {
    title: "No exports yet",
    body: "A background export takes any number of passes out as a file, while you go on working.",
  },
  mine: { title: "You have no exports", body: "Start one here, or take a list out from its Export button." },
  scheduled: {
    title: "No schedule has started an export yet",
    body: "A schedule takes a saved view out every day, week or month.",
  },
};

export function ExportsPage(props: ExportsPageProps) {
  const { query, page, linked, filterViews, zone, now, drawer } = props;
  const isEmpty = page.data.length === 0 && linked === null;
  const total = page.counts[query.show === "all" ? "all" : query.show];
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <LoadedAgo now={now} />
      <Heading show={query.show} />
      <Tabs query={query} counts={page.counts} />
      {isEmpty ? (
        <EmptyState
          icon={<Download strokeWidth={1.5} />}
          {...EMPTY[query.show]}
          action={<NewExportLink show={query.show} variant="default" />}
          className="m-auto"
        />
      ) : (
        <ExportsTable
          page={page}
          search={EXPORTS_QUERY.toSearch(query).toString()}
          linked={linked}
          openId={props.openId}
          filterViews={filterViews}
          zone={zone}
          now={now}
        />
      )}
      {isEmpty && page.page.prev === null ? null : (
        <Pager
          newerHref={page.page.prev === null ? null : exportsHref({ ...query, cursor: page.page.prev })}
          olderHref={page.page.next === null ? null : exportsHref({ ...query, cursor: page.page.next })}
        >
          <span className="tabular-nums">
            <b className="font-medium text-ink">{formatCount(page.data.length)}</b> of {formatCount(total)}
          </span>
        </Pager>
      )}
      <ExportDrawers
        key={drawer?.kind ?? "none"}
        drawer={drawer}
        filterViews={filterViews}
        zone={zone}
        now={now}
        backHref={exportsHref(query)}
      />
    </div>
  );
}

function Heading({ show }: { show: ExportShow }) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 px-6 pt-4 pb-1 max-md:px-4">
      <h1>Exports</h1>
      <span className="text-ink-3">Files are kept for {KEPT_DAYS} days, then deleted</span>
      <span className="ml-auto flex gap-2 max-md:ml-0 max-md:w-full max-md:[&>a]:flex-1">
        <ButtonLink
          href={`/exports?${new URLSearchParams({ ...(show === "all" ? {} : { show }), schedules: "1" })}`}
          scroll={false}
          icon={<CalendarClock aria-hidden />}
        >
          Schedule
        </ButtonLink>
        <NewExportLink show={show} variant="primary" />
      </span>
    </div>
  );
}

function NewExportLink({ show, variant }: { show: ExportShow; variant: "primary" | "default" }) {
  const search = new URLSearchParams({ ...(show === "all" ? {} : { show }), new: "1" });
  return (
    <ButtonLink href={`/exports?${search}`} scroll={false} variant={variant} icon={<Plus aria-hidden />}>
      New export
    </ButtonLink>
  );
}

function Tabs({ query, counts }: { query: ExportsQuery; counts: ExportPage["counts"] }) {
  return (
    <PageTabs
      label="Whose exports"
      tabs={TABS.map(({ show, label, count }) => ({
        label,
        href: exportsHref({ ...query, show, cursor: null }),
        count: formatCount(counts[count], { short: true }),
        isCurrent: query.show === show,
      }))}
    />
  );
}
