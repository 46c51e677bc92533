"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useList } from "@/components/passes/query/list-context";
import { ListLink } from "@/components/passes/query/list-link";
import { sortedBy } from "@/components/passes/query/query-edit";
import type { ColumnView } from "@/lib/passes/list/list-columns";
import { servedSorts } from "@/lib/passes/query/pass-sorts";

/** The header of a column: a link that sorts by it if an index serves that, otherwise a label that says why not. */
export function SortHeader({ view }: { view: ColumnView }) {
  const { query } = useList();
  if (!view.sort) return view.label;
  if (!servedSorts(query).includes(view.sort)) {
    return (
      <span title={`Remove a filter to sort by ${view.label}`} className="cursor-help">
        {view.label}
        <span className="sr-only">, remove a filter to sort by it</span>
      </span>
    );
  }
  const isSorted = query.sort.field === view.sort;
  const Arrow = query.sort.direction === "asc" ? ArrowUp : ArrowDown;
  return (
    <ListLink
      to={{ query: sortedBy(query, view.sort) }}
      className="-mx-1 inline-flex items-center gap-1 rounded-tag px-1 hover:text-ink"
    >
      {view.label}
      {isSorted ? <Arrow aria-hidden className="size-3.5" /> : null}
    </ListLink>
  );
}
