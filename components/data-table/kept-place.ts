"use client";

import { type RefObject, useEffect, useLayoutEffect } from "react";

interface Place {
  top: number;
  /** The row the cursor was on. */
  rowId: string | null;
}

const MOST_PLACES = 50;
const places = new Map<string, Place>();

/** Where the reader was in the list at this address, if they were there since the page was loaded. */
export function keptPlace(address: string): Place | undefined {
  return places.get(address);
}

/** Starts this address at the top again. */
export function forgetPlace(address: string): void {
  places.delete(address);
}

/** Keeps the scroll position and the cursor of a list, so that Back finds them again. */
export function useKeptPlace(
  scroller: RefObject<HTMLElement | null>,
  address: string,
  rowId: string | null,
): void {
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    element.scrollTo({ top: keptPlace(address)?.top ?? 0 });
    const keep = () => {
      places.set(address, { rowId: places.get(address)?.rowId ?? null, top: element.scrollTop });
      const [oldest] = places.keys();
      if (places.size > MOST_PLACES && oldest !== undefined) places.delete(oldest);
    };
    element.addEventListener("scroll", keep, { passive: true });
    return () => element.removeEventListener("scroll", keep);
  }, [scroller, address]);

  useEffect(() => {
    places.set(address, { top: places.get(address)?.top ?? 0, rowId });
  }, [address, rowId]);
}
