import {
  effectiveChanges,
  type PassChanges,
  type PassState,
  stateErrors,
} from "@/lib/corrections/correction-rules";
import type { CorrectableField } from "@/lib/passes/pass-fields";
import { unusualTransition } from "@/lib/corrections/unusual-transition";
import type { BulkChanges, BulkOutcome, BulkValue } from "./bulk";
import { parseShift, shiftTime } from "./shift-time";

export interface RowPlan {
  outcome: Extract<BulkOutcome, "will_change" | "unchanged" | "refused">;
  /** The code of the reason that rules the change out; null for a pass that will change. */
  why: string | null;
  /** The changes that make a difference, even if they are refused. */
  changes: Partial<PassState>;
  warnings: string[];
}

const EARLIEST = "2000-01-01";
const LATEST = "2100-01-01";

class Refused extends Error {}

/** Checks changes against a pass by the rules of a single correction. Pure. */
export function planRow(before: PassState, changes: BulkChanges, at: { now: Date; zone: string }): RowPlan {
  let wanted: PassChanges;
  try {
    wanted = valuesFor(before, changes, at.zone);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { outcome: "refused", why: error.message, changes: {}, warnings: [] };
  }
  const effective = effectiveChanges(before, wanted);
  if (Object.keys(effective).length === 0)
    return { outcome: "unchanged", why: "no_change", changes: {}, warnings: [] };
  const [wrong] = stateErrors(before, effective);
  if (wrong) return { outcome: "refused", why: wrong.code, changes: effective, warnings: [] };
  const warnings = unusualTransition(before, { ...before, ...effective }, at.now).map(({ code }) => code);
  return { outcome: "will_change", why: null, changes: effective, warnings };
}

function valuesFor(before: PassState, changes: BulkChanges, zone: string): PassChanges {
  const entries = Object.entries(changes) as [CorrectableField, BulkValue][];
  return Object.fromEntries(
    entries.map(([field, value]) => [
      field,
      typeof value === "object" && value !== null ? moved(before[field], value.shift, zone) : value,
    ]),
  );
}

function moved(from: string | number | null, written: string, zone: string): string {
  const shift = parseShift(written);
  if (shift === null) throw new Error(`${written} is no shift`);
  if (typeof from !== "string" || Number.isNaN(Date.parse(from))) throw new Refused("nothing_to_move");
  const to = shiftTime(from, shift, zone);
  if (to < EARLIEST || to >= LATEST) throw new Refused("out_of_range");
  return to;
}
