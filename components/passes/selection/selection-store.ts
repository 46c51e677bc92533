"use client";

import { readStored, writeStored } from "@/components/ui/browser/browser-storage";
import type { Pass } from "@/lib/passes/pass";

/** A selected pass. Its row is known only until the page is reloaded, because the browser stores no personal data. */
export interface SelectedPass {
  id: string;
  pass_uuid: string | null;
  pass: Pass | null;
}

export type SelectedPasses = ReadonlyMap<string, SelectedPass>;

interface Selection {
  /** The filters of the list in which the passes were selected. */
  list: string;
  passes: SelectedPasses;
  /** Every pass that the list matches is selected, on any page, not just `passes`. */
  isAll: boolean;
}

export const MOST_SELECTED = 500;

const KEY = "pd_selection";
const NOTHING: Selection = { list: "", passes: new Map(), isAll: false };
const listeners = new Set<() => void>();
let selection: Selection | null = null;

export const selectionStore = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): Selection => (selection ??= restored(readStored("sessionStorage", KEY))),
  readOnServer: () => NOTHING,
  /** Replaces the selection; the tab stores the ids, so that they survive a reload. */
  write(next: Selection): void {
    selection = next;
    const ids = [...next.passes.values()].map(({ id, pass_uuid }) => [id, pass_uuid]);
    writeStored("sessionStorage", KEY, ids.length > 0 ? { list: next.list, ids } : null);
    for (const listener of listeners) listener();
  },
};

function restored(stored: unknown): Selection {
  if (typeof stored !== "object" || stored === null) return NOTHING;
  const { list, ids } = stored as { list?: unknown; ids?: unknown };
  if (typeof list !== "string" || !Array.isArray(ids)) return NOTHING;
  const pairs = (ids as [string, string | null][]).slice(0, MOST_SELECTED);
  const passes = new Map(pairs.map(([id, pass_uuid]) => [id, { id, pass_uuid, pass: null }]));
  return { list, passes, isAll: false };
}
