"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useMemo, useOptimistic, useTransition } from "react";
import { forgetPlace } from "@/components/data-table/kept-place";
import { listHref } from "./list-href";
import type { FilterView } from "@/lib/passes/query/filter-views";
import type { ColumnView, ListColumn } from "@/lib/passes/list/list-columns";
import type { PassQuery } from "@/lib/passes/query/pass-query";
import type { ReadingClock } from "@/lib/time/reading-clock";

interface ListState {
  query: PassQuery;
  columns: readonly ListColumn[];
  /**
   * The saved view that the list started from, `all` for a list without filters that must not open the default view, or
   * null.
   */
  view: string | null;
}

interface ListContextValue extends ListState {
  columnViews: readonly ColumnView[];
  filterViews: readonly FilterView[];
  /** The zone and the server's time, for the texts of filters. */
  clock: ReadingClock;
  /** The rows on screen still belong to the previous state. */
  isPending: boolean;
  hrefOf: (state: Partial<ListState>) => string;
  /** Navigates to another state of the list; the old rows stay until the new ones arrive. */
  apply: (state: Partial<ListState>) => void;
}

const ListContext = createContext<ListContextValue | null>(null);

type ListProviderProps = ListState &
  Pick<ListContextValue, "columnViews" | "filterViews" | "clock"> & { children: ReactNode };

/** Provides the state of the list, which is its address, to the components inside. */
export function ListProvider({
  query,
  columns,
  view,
  columnViews,
  filterViews,
  clock,
  children,
}: ListProviderProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const here = useMemo(() => ({ query, columns, view }), [query, columns, view]);
  // The requested state shows at once, so that the next click builds on it instead of the state before.
  const [asked, ask] = useOptimistic<ListState>(here);

  const hrefOf = (state: Partial<ListState>) => listHref({ ...asked, ...state }, columnViews);
  const apply = (state: Partial<ListState>) => {
    const href = hrefOf(state);
    forgetPlace(href);
    startTransition(() => {
      ask({ ...asked, ...state });
      router.push(href, { scroll: false });
    });
  };
  return (
    <ListContext value={{ ...asked, columnViews, filterViews, clock, isPending, hrefOf, apply }}>
      {children}
    </ListContext>
  );
}

/** The list around this component. Throws outside a `ListProvider`. */
export function useList(): ListContextValue {
  const list = useContext(ListContext);
  if (!list) throw new Error("useList needs a ListProvider above it");
  return list;
}
