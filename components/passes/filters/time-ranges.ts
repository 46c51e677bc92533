import type { RangeField } from "@/lib/passes/pass-fields";
import type { Range } from "@/lib/passes/query/pass-query";

export interface RangePreset {
  label: string;
  /** The word between the column's label and this one's. */
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

/* A first use may be missing because there was none. */
const NEVER: readonly RangePreset[] = [
  { label: "recorded", verb: "is", range: { empty: false } },
  { label: "never", verb: "is", range: { empty: true } },
];

/** The ranges offered for a column, past ones or those ahead first by what the column looks at. */
export function rangePresets(field: RangeField, looks: "back" | "ahead"): readonly RangePreset[] {
  return [...(looks === "ahead" ? AHEAD : PAST), ...(field === "time_used" ? NEVER : EMPTY)];
}

/** Whether two ranges are written alike. */
export function isSameRange(a: Range | undefined, b: Range | undefined): boolean {
  const keys = ["gte", "gt", "lte", "lt", "empty"] as const;
  return keys.every((key) => a?.[key] === b?.[key]);
}
