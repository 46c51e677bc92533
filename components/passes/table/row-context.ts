"use client";

import { createContext, useContext } from "react";
import type { ReadingClock } from "@/lib/time/reading-clock";

export interface RowLook {
  clock: ReadingClock;
  isCompact: boolean;
  /** Whether the Tab key reaches this row. */
  isTabStop: (rowId: string) => boolean;
  onOpen: (passId: string) => void;
}

export const RowLookContext = createContext<RowLook | null>(null);

/** What all cells of the list share: the clock, the density and the tab stop. Throws outside a `RowLookContext`. */
export function useRowLook(): RowLook {
  const look = useContext(RowLookContext);
  if (!look) throw new Error("useRowLook needs a RowLookContext above it");
  return look;
}
