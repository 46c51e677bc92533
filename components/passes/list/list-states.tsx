"use client";

import { ListFilter, SearchX, Ticket } from "lucide-react";
import { filterWords } from "@/components/passes/filters/filter-words";
import { useList } from "@/components/passes/query/list-context";
import {
  activeFilters,
  sortedBy,
  withArchived,
  withoutFilter,
  withoutFilters,
  withRange,
} from "@/components/passes/query/query-edit";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/page/empty-state";
import { servedSorts } from "@/lib/passes/query/pass-sorts";

const MOST_OFFERS = 4;

/** Shown if no row matches: the filters in force, each with a way to remove it. */
export function NoRows() {
  const { query, filterViews, clock, apply } = useList();
  const active = activeFilters(query);
  if (query.cursor !== null) return <EndOfList />;
  if (active.length === 0) {
    return (
      <EmptyState
        icon={<Ticket strokeWidth={1.5} />}
        title="No passes yet"
        body="Passes appear here as soon as the portal has recorded one."
        className="m-auto"
      />
    );
  }
  const offers = active
    .slice(-MOST_OFFERS)
    .map((key) => ({ key, words: filterWords(query, key, filterViews, clock) }));
  return (
    <div role="status" className="m-auto">
      <EmptyState
        icon={<SearchX strokeWidth={1.5} />}
        title={`No pass matches ${active.length === 1 ? "this filter" : `${active.length} filters`}`}
        body="Take one away, or search by email or pass ID."
        action={
          <>
            {offers.map(({ key, words }) => (
              <Button key={key} onClick={() => apply({ query: withoutFilter(query, key) })}>
                Remove “{words.label} {words.verb} {words.value}”
              </Button>
            ))}
            {query.archived === "exclude" ? (
              <Button onClick={() => apply({ query: withArchived(query, "include") })}>
                Search the archive
              </Button>
            ) : null}
            {active.length > 1 ? (
              <Button variant="ghost" onClick={() => apply({ query: withoutFilters(query) })}>
                Clear filters
              </Button>
            ) : null}
          </>
        }
      />
    </div>
  );
}

function EndOfList() {
  const { query, apply } = useList();
  return (
    <EmptyState
      title="Nothing is left on this page"
      body="Its passes no longer match. The first page shows what does."
      action={<Button onClick={() => apply({ query: { ...query, cursor: null } })}>First page</Button>}
      className="m-auto"
    />
  );
}

/** Shown if no index serves the filters and sort together, with combinations that one does serve. */
export function TooBroad({ message }: { message: string }) {
  const { query, columnViews, apply } = useList();
  const [field] = servedSorts(query);
  const sort = columnViews.find((view) => view.id !== "validity" && view.sort === field);
  const { created, isCreatedFree } = createdLastMonth(query);
  return (
    <div role="alert" className="m-auto">
      <EmptyState
        icon={<ListFilter strokeWidth={1.5} className="text-warn-fg" />}
        title="That is more than we can sort"
        body={message}
        action={
          <>
            {isCreatedFree ? (
              <Button onClick={() => apply({ query: created })}>Created in last 30 days</Button>
            ) : null}
            {sort && field ? (
              <Button variant="ghost" onClick={() => apply({ query: sortedBy(query, field) })}>
                Sort by {sort.label}
              </Button>
            ) : null}
          </>
        }
      />
    </div>
  );
}

function createdLastMonth(query: Parameters<typeof withRange>[0]) {
  const created = withRange(query, "time_created", { gte: "now-30d" });
  return { created, isCreatedFree: servedSorts(created).includes(created.sort.field) };
}
