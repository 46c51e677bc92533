"use client";

import { useSyncExternalStore } from "react";
import { readStored, writeStored } from "@/components/ui/browser/browser-storage";

/**
 * The list that a pass was opened from. It is stored in the tab, because the address of a pass does not name the list.
 */
export interface OpenedList {
  href: string;
  /** Filters and order, as the API takes them. */
  search: string;
  passId: string;
  /** The pass that was open before and stays on screen until the next one loads. */
  from: string | null;
  /** The passes around the open one, in the order of the list. */
  ids: string[];
  /** The position of the first of `ids` in the whole list; null if it is unknown. */
  first: number | null;
  /** How many passes the list has, already formatted: "1,204", "10,000+". */
  total: string | null;
}

const KEY = "pd_trail";
const listeners = new Set<() => void>();
let opened: OpenedList | null | undefined;

function read(): OpenedList | null {
  if (opened === undefined) opened = checked(readStored("sessionStorage", KEY));
  return opened;
}

function checked(stored: unknown): OpenedList | null {
  if (typeof stored !== "object" || stored === null) return null;
  const { href, search, passId, ids } = stored as Partial<Record<keyof OpenedList, unknown>>;
  const isWhole = typeof href === "string" && href.startsWith("/passes") && typeof search === "string";
  return isWhole && typeof passId === "string" && Array.isArray(ids) ? (stored as OpenedList) : null;
}

/** Remembers the list that the pass being opened belongs to. */
export function keepOpened(next: OpenedList): void {
  opened = next;
  writeStored("sessionStorage", KEY, next);
  for (const listener of listeners) listener();
}

/** Remembers the size of the list at this address, if it becomes known after the pass was opened. */
export function keepTotal(href: string, total: string): void {
  const kept = read();
  if (kept?.href === href) keepOpened({ ...kept, total });
}

/** The list that this pass was opened from; null if it was reached another way. */
export function useOpenedList(passId: string): OpenedList | null {
  const kept = useSyncExternalStore(subscribe, read, () => null);
  if (kept?.from === passId) return { ...kept, passId };
  return kept?.passId === passId ? kept : null;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
