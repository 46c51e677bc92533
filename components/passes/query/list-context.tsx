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
  /** The saved view it began with, `all` where a list without filters must say so, or null. */
  view: string | null;
}

interface ListContextValue extends ListState {
  columnViews: readonly ColumnView[];
  filterViews: readonly FilterView[];
  /** Where the clock stood when the server answered; texts of filters are read by it. */
  clock: ReadingClock;
  /** The rows on screen are still those of the state before. */
  isPending: boolean;
  hrefOf: (state: Partial<ListState>) => string;
  /** Goes to another state of the list; the old rows stay until the new ones are there. */
  apply: (state: Partial<ListState>) => void;
}

const ListContext = createContext<ListContextValue | null>(null);

type ListProviderProps = ListState &
  Pick<ListContextValue, "columnViews" | "filterViews" | "clock"> & { children: ReactNode };

/** The state of the list, which is its address, for everything inside. */
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
  // What was asked for shows at once, so that the next click builds on it and not on what is still loading.
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

/** The list this component stands in. */
export function useList(): ListContextValue {
  const list = useContext(ListContext);
  if (!list) throw new Error("useList needs a ListProvider above it");
  return list;
}
