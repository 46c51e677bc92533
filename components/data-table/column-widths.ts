"use client";

import { useSyncExternalStore } from "react";
import { readStored, writeStored } from "@/components/ui/browser/browser-storage";

export type ColumnWidths = Readonly<Record<string, number>>;

/** Pixels. */
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

/** The widths this device has been given, by column, in pixels. */
export function useColumnWidths(): ColumnWidths {
  return useSyncExternalStore(subscribe, read, () => NONE);
}

/** Gives a column a width in pixels, held to what is allowed; null gives it back its own. */
export function setColumnWidth(id: string, width: number | null): void {
  const { [id]: _, ...rest } = read();
  const held = width === null ? {} : { [id]: Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, Math.round(width))) };
  widths = { ...rest, ...held };
  writeStored("localStorage", KEY, widths);
  for (const listener of listeners) listener();
}
