"use client";

import { useRef, useSyncExternalStore } from "react";
import type { RowSelection } from "@/components/data-table/row-ticks";
import { MOST_SELECTED, type SelectedPass, type SelectedPasses, selectionStore } from "./selection-store";
import { toast } from "@/components/ui/overlay/toast";
import { shortId } from "@/lib/format";
import type { Pass } from "@/lib/passes/pass";
import { type PassQuery, passQueryIdentity } from "@/lib/passes/query/pass-query";

export interface PassSelection extends RowSelection<Pass> {
  passes: SelectedPasses;
  /** Every pass that matches the filters is selected, on any page. */
  isAll: boolean;
  selectAll: () => void;
  clear: () => void;
}

const NONE: SelectedPasses = new Map();
const PHONE = "(width < 721px)";

/**
 * The passes selected in this list. The selection stays across pages and orders until the filters change. At most 500;
 * a toast says so when the limit is reached.
 */
export function useSelection(query: PassQuery, onPage: readonly Pass[]): PassSelection {
  const held = useSyncExternalStore(
    selectionStore.subscribe,
    selectionStore.read,
    selectionStore.readOnServer,
  );
  const list = filtersOf(query);
  const passes = held.list === list ? held.passes : NONE;
  const isAll = held.isAll && passes.size > 0;
  const anchor = useRef<string | null>(null);
  const write = (next: SelectedPasses, all = false) =>
    selectionStore.write({ list, passes: next, isAll: all });

  const set = (changed: readonly Pass[], isOn: boolean) => {
    if (window.matchMedia(PHONE).matches) return;
    // Removing a row from a selection of everything leaves the rest of this page selected.
    const next = new Map(isAll ? onPage.map((pass) => [pass.id, entryOf(pass)] as const) : passes);
    for (const pass of changed) {
      if (!isOn) next.delete(pass.id);
      else if (next.size < MOST_SELECTED || next.has(pass.id)) next.set(pass.id, entryOf(pass));
    }
    write(next);
    if (isOn && !changed.every((pass) => next.has(pass.id)))
      toast.info(`${MOST_SELECTED} passes are selected, which is the most there can be`);
  };
  const count = onPage.filter((pass) => passes.has(pass.id)).length;
  const page = isAll ? "all" : count === 0 ? "none" : count === onPage.length ? "all" : "some";
  return {
    passes,
    isAll,
    selectAll: () => write(passes, true),
    page,
    has: (id) => isAll || passes.has(id),
    nameOf: (pass) => `pass ${shortId(pass.pass_uuid ?? pass.id)}`,
    toggle: (id, isRange) => {
      const to = onPage.findIndex((pass) => pass.id === id);
      const from = isRange ? onPage.findIndex((pass) => pass.id === anchor.current) : -1;
      anchor.current = id;
      if (from === -1) set(onPage.slice(to, to + 1), !isAll && !passes.has(id));
      else set(onPage.slice(Math.min(from, to), Math.max(from, to) + 1), true);
    },
    togglePage: () => set(onPage, page !== "all"),
    clear: () => write(NONE),
  };
}

function entryOf(pass: Pass): SelectedPass {
  return { id: pass.id, pass_uuid: pass.pass_uuid, pass };
}

/* Without the sort, which does not change what is in the list. */
function filtersOf(query: PassQuery): string {
  return passQueryIdentity({ ...query, sort: { field: "id", direction: "desc" } });
}
