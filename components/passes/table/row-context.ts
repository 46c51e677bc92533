"use client";

import { createContext, useContext } from "react";
import type { ReadingClock } from "@/lib/time/reading-clock";

export interface RowLook {
  clock: ReadingClock;
  isCompact: boolean;
  /** Whether the Tab key reaches this row; only its link is a stop. */
  isTabStop: (rowId: string) => boolean;
  /** Called when the pass of a row opens in this tab. */
  onOpen: (passId: string) => void;
}

export const RowLookContext = createContext<RowLook | null>(null);

/** What all cells of the list share: the time, the density and where the cursor is. */
export function useRowLook(): RowLook {
  const look = useContext(RowLookContext);
  if (!look) throw new Error("useRowLook needs a RowLookContext above it");
  return look;
}
