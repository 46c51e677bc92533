import type { RangeField } from "@/lib/passes/pass-fields";
import type { Range } from "@/lib/passes/query/pass-query";

export interface RangePreset {
  label: string;
  /** The word between the column's label and the range's label. */
  verb: "in" | "is";
  range: Range;
}

const PAST: readonly RangePreset[] = [
  { label: "last 24 hours", verb: "in", range: { gte: "now-24h" } },
  { label: "last 7 days", verb: "in", range: { gte: "now-7d" } },
  { label: "last 30 days", verb: "in", range: { gte: "now-30d" } },
  { label: "today", verb: "is", range: { gte: "today", lt: "tomorrow" } },
  { label: "yesterday", verb: "is", range: { gte: "yesterday", lt: "today" } },
];

const AHEAD: readonly RangePreset[] = [
  { label: "next hour", verb: "in", range: { gte: "now", lt: "now+1h" } },
  { label: "next 24 hours", verb: "in", range: { gte: "now", lt: "now+24h" } },
  { label: "next 7 days", verb: "in", range: { gte: "now", lt: "now+7d" } },
  { label: "today", verb: "is", range: { gte: "today", lt: "tomorrow" } },
  { label: "tomorrow", verb: "is", range: { gte: "tomorrow", lt: "tomorrow+1d" } },
  { label: "last 7 days", verb: "in", range: { gte: "now-7d", lt: "now" } },
  { label: "last 30 days", verb: "in", range: { gte: "now-30d", lt: "now" } },
];

const EMPTY: readonly RangePreset[] = [
  { label: "recorded", verb: "is", range: { empty: false } },
  { label: "not recorded", verb: "is", range: { empty: true } },
];

/* A pass may have no first use because it was never used. */
const NEVER: readonly RangePreset[] = [
  { label: "recorded", verb: "is", range: { empty: false } },
  { label: "never", verb: "is", range: { empty: true } },
];

/** The ranges offered for a column: those in the future first if it `looks` ahead, otherwise those in the past. */
export function rangePresets(field: RangeField, looks: "back" | "ahead"): readonly RangePreset[] {
  return [...(looks === "ahead" ? AHEAD : PAST), ...(field === "time_used" ? NEVER : EMPTY)];
}

/** Whether two ranges are written the same way; a relative time never equals the instant it stands for. */
export function isSameRange(a: Range | undefined, b: Range | undefined): boolean {
  const keys = ["gte", "gt", "lte", "lt", "empty"] as const;
  return keys.every((key) => a?.[key] === b?.[key]);
}
