"use client";

import { useSyncExternalStore } from "react";
import { readStored, writeStored } from "@/components/ui/browser/browser-storage";

/** The list that a pass was opened from. It stays in the tab, because an address of a pass names the pass alone. */
export interface Trail {
  /** The address of the list. */
  href: string;
  /** Filters and order, as the API takes them. */
  search: string;
  /** What is open now. */
  passId: string;
  /** What was open before and stays on screen until this one is there. */
  from: string | null;
  /** The passes that stood around it, in order. */
  ids: string[];
  /** Which place of the whole list the first of them has; null where that is not known. */
  first: number | null;
  /** How many passes the list has, as it is said: "1,204", "10,000+". */
  total: string | null;
}

const KEY = "pd_trail";
const listeners = new Set<() => void>();
let trail: Trail | null | undefined;

function read(): Trail | null {
  if (trail === undefined) trail = checked(readStored("sessionStorage", KEY));
  return trail;
}

function checked(stored: unknown): Trail | null {
  if (typeof stored !== "object" || stored === null) return null;
  const { href, search, passId, ids } = stored as Partial<Record<keyof Trail, unknown>>;
  const isWhole = typeof href === "string" && href.startsWith("/passes") && typeof search === "string";
  return isWhole && typeof passId === "string" && Array.isArray(ids) ? (stored as Trail) : null;
}

/** Keeps which list the pass that opens now belongs to. */
export function keepTrail(next: Trail): void {
  trail = next;
  writeStored("sessionStorage", KEY, next);
  for (const listener of listeners) listener();
}

/** Keeps how many passes the list at this address has, when that is known after the pass was opened. */
export function keepTotal(href: string, total: string): void {
  const kept = read();
  if (kept?.href === href) keepTrail({ ...kept, total });
}

/** The list this pass was opened from; null when it was reached in another way. */
export function useTrail(passId: string): Trail | null {
  const kept = useSyncExternalStore(subscribe, read, () => null);
  if (kept?.from === passId) return { ...kept, passId };
  return kept?.passId === passId ? kept : null;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
