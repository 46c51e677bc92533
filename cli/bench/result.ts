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

/** What a case has to hold; what is absent is not promised. */
export interface Bounds {
  /** Milliseconds by which the median may exceed the floor's median. */
  most_over_floor_ms?: number;
  most_median_ms?: number;
  most_p95_ms?: number;
  most_max_ms?: number;
}

/** How long something takes, and beside it the same statements without us. */
export interface TimedResult {
  group: Group;
  case: string;
  /** Cases of one family are shown as one line, their worst. */
  family: string;
  app: Timing;
  floor: Timing | null;
  bounds: Bounds;
}

/** One figure that is not a time of a request. */
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
  riders: number;
  measured_on: string;
  processor: string;
  cores: number;
  memory_gb: number;
  /** Of the last minute, when the run ended: above the number of cores, others were at work too. */
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

/** Milliseconds of the median on top of the floor's; null without a floor. */
function overFloor_ms({ app, floor }: TimedResult): number | null {
  return floor === null ? null : round(app.median_ms - floor.median_ms);
}

/** What is promised and not held, in words; empty when everything is. */
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
