"use client";

import { type RefObject, useLayoutEffect } from "react";
import { readStored, writeStored } from "@/components/ui/browser/browser-storage";

interface Place {
  top: number;
  rowId: string | null;
}

const KEY = "pd_places";
const MOST_PLACES = 50;
let places: Map<string, Place> | null = null;

/*
 * In memory while the page lives, and in the tab's storage across a reload. Contains only addresses, scroll positions
 * and row ids.
 */
function all(): Map<string, Place> {
  if (places) return places;
  const stored = readStored("sessionStorage", KEY);
  const found = new Map<string, Place>(Array.isArray(stored) ? (stored as [string, Place][]) : []);
  window.addEventListener("pagehide", () => writeStored("sessionStorage", KEY, [...found]));
  return (places = found);
}

function keep(address: string, change: Partial<Place>): void {
  const kept = all();
  const place = { top: 0, rowId: null, ...kept.get(address), ...change };
  kept.delete(address);
  kept.set(address, place);
  const [oldest] = kept.keys();
  if (kept.size > MOST_PLACES && oldest !== undefined) kept.delete(oldest);
}

/** The row the cursor was on in the list at this address; null if it was on none. Browser only. */
export function keptRow(address: string): string | null {
  return all().get(address)?.rowId ?? null;
}

/** Stores the row the cursor is on, so that Back and a reload find it again. */
export function keepRow(address: string, rowId: string | null): void {
  keep(address, { rowId });
}

/** Forgets scroll and cursor of the list at this address, so that it opens at the top. */
export function forgetPlace(address: string): void {
  all().delete(address);
}

/** Remembers the scroll position of the list at an address; coming back restores its scroll and focus. */
export function useKeptPlace(scroller: RefObject<HTMLElement | null>, address: string): void {
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const place = all().get(address);
    element.scrollTo({ top: place?.top ?? 0 });
    if (place?.rowId && document.activeElement === document.body) {
      const row = element.querySelector<HTMLElement>(`tr[data-row-id="${CSS.escape(place.rowId)}"]`);
      row?.focus({ preventScroll: true });
      row?.scrollIntoView({ block: "nearest" });
    }
    const keepTop = () => keep(address, { top: element.scrollTop });
    element.addEventListener("scroll", keepTop, { passive: true });
    return () => element.removeEventListener("scroll", keepTop);
  }, [scroller, address]);
}
