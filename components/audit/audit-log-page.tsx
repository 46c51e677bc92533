import { ScrollText } from "lucide-react";
import { AuditExportMenu } from "./export-menu";
import { AuditFilterBar } from "./audit-filter-bar";
import { auditHref } from "./audit-filters";
import { AuditSearch } from "./audit-search";
import { AuditTable } from "./audit-table";
import { ChainBadge } from "./chain-badge";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/page/empty-state";
import { LoadedAgo } from "@/components/ui/time/loaded-ago";
import { Pager } from "@/components/ui/page/pager";
import { formatCount, zoneLabel } from "@/lib/format";
import type { AuditItem } from "@/lib/audit/audit-item";
import { AUDIT_QUERY, type AuditQuery } from "@/lib/audit/audit-query";
import type { AuditState } from "@/lib/audit/chain/audit-state";

export type AuditLogPageProps = {
  query: AuditQuery;
  items: readonly AuditItem[];
  page: { next: string | null; prev: string | null };
  chain: AuditState;
  /** Everybody's name by user id. */
  people: Readonly<Record<string, string>>;
  labels: Readonly<Record<string, string>>;
  reasons: Readonly<Record<string, string>>;
  zone: string;
  now: string;
};

export function AuditLogPage(props: AuditLogPageProps) {
  const { query, items, page, chain, people, labels, reasons, zone, now } = props;
  const isFiltered = auditHref(query, {}) !== "/audit";
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <LoadedAgo now={now} />
      <div className="flex shrink-0 flex-wrap items-center gap-3 px-6 pt-4 pb-2 max-md:px-4">
        <h1>Audit log</h1>
        <span className="mr-auto text-ink-3 max-md:hidden">Nobody can edit or delete entries</span>
        <ChainBadge first={chain} zone={zone} now={now} />
        <AuditExportMenu search={filtersOf(query)} />
      </div>
      <ChainBanner chain={chain} />
      <div className="flex shrink-0 items-center gap-3 border-b px-6 pt-1 pb-3 max-md:flex-wrap max-md:px-4">
        <AuditSearch query={query} people={people} />
        <AuditFilterBar query={query} people={people} zone={zone} now={now} />
        <span className="ml-auto text-12 text-ink-3">{zoneLabel(zone, now)}</span>
      </div>
      {items.length === 0 ? (
        <EmptyState
          icon={<ScrollText strokeWidth={1.5} />}
          title={isFiltered ? "No entry matches these filters" : "No entries yet"}
          body={
            isFiltered
              ? "Remove a filter, or look at another time."
              : "Every change, export and sign-in leaves an entry here."
          }
          action={isFiltered ? <ButtonLink href="/audit">Clear filters</ButtonLink> : undefined}
          className="m-auto"
        />
      ) : (
        <AuditTable
          // A link to an entry of this page remounts the table, which opens that entry.
          key={query.entry}
          {...{ items, query, labels, reasons, zone, now }}
        />
      )}
      <Pager
        newerHref={page.prev === null ? null : auditHref(query, { cursor: page.prev })}
        olderHref={page.next === null ? null : auditHref(query, { cursor: page.next })}
      >
        <span className="tabular-nums">
          {formatCount(items.length)} {items.length === 1 ? "entry" : "entries"} on this page
        </span>
      </Pager>
    </div>
  );
}

function filtersOf(query: AuditQuery): string {
  return AUDIT_QUERY.identity(query);
}

const TITLES = {
  stopped: "The log is not sealed any more.",
  broken: "The log is not as it was written.",
  unknown: "Whether the log is as it was written cannot be known.",
};

function ChainBanner({ chain: { stopped, check } }: { chain: AuditState }) {
  const kind = stopped === null ? check?.verdict : "stopped";
  if (kind === undefined || kind === "whole") return null;
  const entry = stopped === null ? (check?.first_bad_id ?? null) : null;
  return (
    <div className="px-6 pb-2 max-md:px-4">
      <Banner
        tone={kind === "unknown" ? "warn" : "bad"}
        isAlert
        title={TITLES[kind]}
        action={
          entry === null ? undefined : (
            <ButtonLink size="sm" href={`/audit?entry=${entry}`}>
              Show entry {entry}
            </ButtonLink>
          )
        }
      >
        {stopped ?? check?.problem} Passes are not affected.
        {kind === "unknown"
          ? null
          : " Keep the database as it is, and compare with a backup or with the ends of the chain in the worker’s log."}
      </Banner>
    </div>
  );
}
