import { round, type Timing } from "./timing";

export const GROUPS = [
  "web",
  "list",
  "view",
  "count",
  "search",
  "lookup",
  "answer",
  "facet",
  "page",
  "broad",
  "together",
  "correction",
  "bulk",
  "archive",
  "export",
  "audit",
] as const;
export type Group = (typeof GROUPS)[number];

/** What a case promises; an absent member promises nothing. */
export interface Bounds {
  /** Milliseconds by which the median may exceed the floor's median. */
  most_over_floor_ms?: number;
  most_median_ms?: number;
  most_p95_ms?: number;
  most_max_ms?: number;
}

/** The time of a case, and of the same statements without PassDesk. */
export interface TimedResult {
  group: Group;
  case: string;
  /** Cases of one family are shown as one line, the worst of each figure. */
  family: string;
  app: Timing;
  floor: Timing | null;
  bounds: Bounds;
}

/** A figure that is not the time of a request. */
export interface FigureResult {
  group: Group;
  case: string;
  value: number;
  unit: string;
  most?: number;
  least?: number;
  note?: string;
}

export interface Facts {
  passes: number;
  /** The portal as it was before PassDesk (db/testing/portal); empty for PassDesk's own tables. */
  portal: string;
  riders: number;
  measured_on: string;
  processor: string;
  cores: number;
  memory_gb: number;
  /** Load average of the run's last minute; above the number of cores, other programs were running too. */
  load: number;
  node: string;
  next: string;
  database: string;
  buffer_pool_mb: number;
  data_mb: number;
  index_mb: number;
}

export interface Run {
  facts: Facts;
  timed: TimedResult[];
  figures: FigureResult[];
}

export function timesFloor({ app, floor }: TimedResult): number | null {
  return floor === null || floor.median_ms === 0 ? null : round(app.median_ms / floor.median_ms);
}

/** Milliseconds by which the median exceeds the floor's; null without a floor. */
function overFloor_ms({ app, floor }: TimedResult): number | null {
  return floor === null ? null : round(app.median_ms - floor.median_ms);
}

/** The promises that a case breaks, in words; empty if it keeps them all. */
export function missed(result: TimedResult): string[] {
  const { app, bounds } = result;
  const checks: [name: string, value: number | null, most: number | undefined, unit: string][] = [
    ["median over floor", overFloor_ms(result), bounds.most_over_floor_ms, " ms"],
    ["median", app.median_ms, bounds.most_median_ms, " ms"],
    ["p95", app.p95_ms, bounds.most_p95_ms, " ms"],
    ["slowest", app.max_ms, bounds.most_max_ms, " ms"],
  ];
  return checks.flatMap(([name, value, most, unit]) =>
    value !== null && most !== undefined && value > most
      ? [`${name} ${value}${unit} instead of at most ${most}${unit}`]
      : [],
  );
}

export function missedFigure({ value, unit, most, least }: FigureResult): string[] {
  if (most !== undefined && value > most) return [`${value} ${unit} instead of at most ${most} ${unit}`];
  if (least !== undefined && value < least) return [`${value} ${unit} instead of at least ${least} ${unit}`];
  return [];
}

export function boundsInWords(bounds: Bounds): string {
  const words = [
    bounds.most_over_floor_ms && `median ≤ floor + ${bounds.most_over_floor_ms} ms`,
    bounds.most_median_ms && `median ≤ ${bounds.most_median_ms} ms`,
    bounds.most_p95_ms && `p95 ≤ ${bounds.most_p95_ms} ms`,
    bounds.most_max_ms && `all ≤ ${bounds.most_max_ms} ms`,
  ];
  return words.filter(Boolean).join(", ") || "–";
}

/** "1 M" for a million passes. */
export function sizeOf({ facts }: Pick<Run, "facts">): string {
  const isLarge = facts.passes >= 1_000_000;
  return `${Math.round(facts.passes / (isLarge ? 1_000_000 : 1000))} ${isLarge ? "M" : "k"}`;
}
