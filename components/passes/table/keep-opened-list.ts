"use client";

import type { CountOutcome } from "@/components/passes/query/count-outcome";
import { keepTotal, keepOpened } from "@/components/passes/query/opened-list";
import { formatCount } from "@/lib/format";
import { type PassQuery, passQueryIdentity } from "@/lib/passes/query/pass-query";

interface OpenedFrom {
  address: string;
  query: PassQuery;
  rowIds: readonly string[];
  isFirstPage: boolean;
  count: Promise<CountOutcome>;
}

/**
 * Answers a function that remembers, when a pass is opened, its list and position there, so that the reader can move on
 * to the next pass.
 */
export function openedFrom({ address, query, rowIds, isFirstPage, count }: OpenedFrom) {
  return (passId: string) => {
    keepOpened({
      href: address,
      search: passQueryIdentity(query),
      passId,
      from: null,
      ids: [...rowIds],
      first: isFirstPage ? 1 : null,
      total: null,
    });
    void count.then((total) => {
      if (total.kind === "counted") keepTotal(address, formatCount(total.value, total));
    });
  };
}
