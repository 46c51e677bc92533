"use client";

import { useSyncExternalStore } from "react";
import { readStored, writeStored } from "@/components/ui/browser/browser-storage";

export type ColumnWidths = Readonly<Record<string, number>>;

/** In pixels, like `MOST_WIDTH`. */
export const LEAST_WIDTH = 72;
export const MOST_WIDTH = 960;

const KEY = "pd_column_widths";
const NONE: ColumnWidths = {};
const listeners = new Set<() => void>();
let widths: ColumnWidths | null = null;

function read(): ColumnWidths {
  return (widths ??= checked(readStored("localStorage", KEY)));
}

function checked(stored: unknown): ColumnWidths {
  if (typeof stored !== "object" || stored === null) return NONE;
  return Object.fromEntries(
    Object.entries(stored).filter(
      ([, width]) => typeof width === "number" && width >= LEAST_WIDTH && width <= MOST_WIDTH,
    ),
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The column widths chosen on this device, in pixels, by column id. */
export function useColumnWidths(): ColumnWidths {
  return useSyncExternalStore(subscribe, read, () => NONE);
}

/** Sets a column's width in pixels, limited to the allowed range; null restores its default width. */
export function setColumnWidth(id: string, width: number | null): void {
  const { [id]: _, ...rest } = read();
  const held = width === null ? {} : { [id]: Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, Math.round(width))) };
  widths = { ...rest, ...held };
  writeStored("localStorage", KEY, widths);
  for (const listener of listeners) listener();
}
