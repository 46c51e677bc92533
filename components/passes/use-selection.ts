"use client";

import { useRef, useSyncExternalStore } from "react";
import type { RowSelection } from "@/components/data-table/row-ticks";
import { MOST_SELECTED, type SelectedPasses, selectionStore } from "@/components/passes/selection-store";
import { toast } from "@/components/ui/toast";
import { shortId } from "@/lib/format";
import type { Pass } from "@/lib/passes/pass";
import { type PassQuery, passQueryIdentity } from "@/lib/passes/pass-query";

export interface PassSelection extends RowSelection<Pass> {
  passes: SelectedPasses;
  clear: () => void;
}

const NONE: SelectedPasses = new Map();
const PHONE = "(width < 721px)";

/**
 * The passes selected in this list: across its pages and orders, until its filters change. At most 500; says so when
 * there would be more.
 */
export function useSelection(query: PassQuery, onPage: readonly Pass[]): PassSelection {
  const held = useSyncExternalStore(
    selectionStore.subscribe,
    selectionStore.read,
    selectionStore.readOnServer,
  );
  const list = filtersOf(query);
  const passes = held.list === list ? held.passes : NONE;
  const anchor = useRef<string | null>(null);
  const write = (next: SelectedPasses) => selectionStore.write({ list, passes: next });

  const set = (changed: readonly Pass[], isOn: boolean) => {
    if (window.matchMedia(PHONE).matches) return;
    const next = new Map(passes);
    for (const pass of changed) {
      if (!isOn) next.delete(pass.id);
      else if (next.size < MOST_SELECTED || next.has(pass.id))
        next.set(pass.id, { id: pass.id, pass_uuid: pass.pass_uuid, pass });
    }
    write(next);
    if (isOn && !changed.every((pass) => next.has(pass.id)))
      toast.info(`${MOST_SELECTED} passes are selected, which is the most there can be`);
  };
  const count = onPage.filter((pass) => passes.has(pass.id)).length;
  const page = count === 0 ? "none" : count === onPage.length ? "all" : "some";
  return {
    passes,
    page,
    has: (id) => passes.has(id),
    nameOf: (pass) => `pass ${shortId(pass.pass_uuid ?? pass.id)}`,
    toggle: (id, isRange) => {
      const to = onPage.findIndex((pass) => pass.id === id);
      const from = isRange ? onPage.findIndex((pass) => pass.id === anchor.current) : -1;
      anchor.current = id;
      if (from === -1) set(onPage.slice(to, to + 1), !passes.has(id));
      else set(onPage.slice(Math.min(from, to), Math.max(from, to) + 1), true);
    },
    togglePage: () => set(onPage, page !== "all"),
    clear: () => write(NONE),
  };
}

/* The order of a list changes nothing about what is in it. */
function filtersOf(query: PassQuery): string {
  return passQueryIdentity({ ...query, sort: { field: "id", direction: "desc" } });
}
