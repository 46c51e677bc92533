import { ScrollText } from "lucide-react";
import { AuditFilterBar } from "@/components/audit/audit-filter-bar";
import { auditHref } from "@/components/audit/audit-filters";
import { AuditTable } from "@/components/audit/audit-table";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadedAgo } from "@/components/ui/loaded-ago";
import { Pager } from "@/components/ui/pager";
import { formatCount, zoneLabel } from "@/lib/format";
import type { AuditItem } from "@/lib/audit/audit-item";
import type { AuditQuery } from "@/lib/audit/audit-query";

export type AuditLogProps = {
  query: AuditQuery;
  items: readonly AuditItem[];
  page: { next: string | null; prev: string | null };
  labels: Readonly<Record<string, string>>;
  reasons: Readonly<Record<string, string>>;
  zone: string;
  now: string;
};

/** The audit log: filters, entries newest first, and the neighbouring pages. */
export function AuditLog({ query, items, page, labels, reasons, zone, now }: AuditLogProps) {
  const isFiltered = auditHref(query, {}) !== "/audit";
  const people = Object.fromEntries(
    items.flatMap(({ actor }) => (actor.id === null ? [] : [[actor.id, actor.name] as const])),
  );
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <LoadedAgo now={now} />
      <div className="flex shrink-0 items-center gap-3 px-6 pt-4 pb-2 max-md:px-4">
        <h1>Audit log</h1>
        <span className="text-ink-3">Nobody can edit or delete entries.</span>
      </div>
      <div className="flex shrink-0 items-center gap-3 border-b px-6 pt-1 pb-3 max-md:flex-wrap max-md:px-4">
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
        <AuditTable items={items} query={query} labels={labels} reasons={reasons} zone={zone} now={now} />
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
