import {
  type Facts,
  type FigureResult,
  type Group,
  missed,
  missedFigure,
  type Run,
  timesFloor,
} from "./result";
import { round } from "./timing";

/** The result of one group of timed cases. Ratios are medians over the floor's median, null without a floor. */
export interface TimedLine {
  group: Group;
  measured_on: string;
  cases: number;
  typical_times_floor: number | null;
  worst_times_floor: number | null;
  typical_ms: number;
  worst_p95_ms: number;
  missed: number;
}

export type FigureLine = Omit<FigureResult, "note"> & { measured_on: string };

/** What is stored of the runs on databases of one size: a line per group, a line per figure. */
export interface Summary {
  facts: Facts;
  timed: TimedLine[];
  figures: FigureLine[];
  /** Medians that the page compares with other tools, by `group: case`. */
  medians: Record<string, number>;
}

/** The summary of `run`, with the lines of `before` that `run` did not measure. Pure. */
export function summarizeRun(run: Run, before: Summary | undefined, peers: readonly string[]): Summary {
  const measured_on = run.facts.measured_on;
  const groups = new Set([...run.timed, ...run.figures].map(({ group }) => group));
  const isKept = ({ group }: { group: Group }) => !groups.has(group);
  const medians = run.timed
    .map((each): [string, number] => [`${each.group}: ${each.case}`, each.app.median_ms])
    .filter(([name]) => peers.includes(name));
  return {
    facts: run.facts,
    timed: [
      ...(before?.timed ?? []).filter(isKept),
      ...[...new Set(run.timed.map(({ group }) => group))].map((group) => timedLine(run, group, measured_on)),
    ],
    figures: [
      ...(before?.figures ?? []).filter(isKept),
      ...run.figures.map(({ note: _note, ...figure }) => ({ ...figure, measured_on })),
    ],
    medians: { ...before?.medians, ...Object.fromEntries(medians) },
  };
}

function timedLine(run: Run, group: Group, measured_on: string): TimedLine {
  const cases = run.timed.filter((each) => each.group === group);
  const ratios = cases.map(timesFloor).filter((each) => each !== null);
  return {
    group,
    measured_on,
    cases: cases.length,
    typical_times_floor: ratios.length === 0 ? null : middle(ratios),
    worst_times_floor: ratios.length === 0 ? null : Math.max(...ratios),
    typical_ms: middle(cases.map(({ app }) => app.median_ms)),
    worst_p95_ms: Math.max(...cases.map(({ app }) => app.p95_ms)),
    missed: cases.filter((each) => missed(each).length > 0).length,
  };
}

function middle(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return round(sorted[Math.floor(sorted.length / 2)] ?? 0);
}

/** How many cases of a summary keep their promise, and how many there are. */
export function heldOf({ timed, figures }: Summary): { held: number; cases: number } {
  const cases = timed.reduce((sum, line) => sum + line.cases, figures.length);
  const over = timed.reduce((sum, line) => sum + line.missed, 0);
  return { held: cases - over - figures.filter((each) => missedFigure(each).length > 0).length, cases };
}
