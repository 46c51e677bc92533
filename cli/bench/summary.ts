import type { Bench } from "./bench";
import { print, printTable } from "./print";
import { boundsInWords, missed, missedFigure, type TimedResult, timesFloor } from "./result";

/** The worst of a family of cases: its slowest p95, its slowest median, its largest distance from the floor. */
interface Family {
  group: TimedResult["group"];
  name: string;
  cases: number;
  median_ms: number;
  p95_ms: number;
  times_floor: number | null;
  over: TimedResult[];
  bounds: TimedResult["bounds"];
}

function familiesOf(results: readonly TimedResult[]): Family[] {
  const families = new Map<string, TimedResult[]>();
  for (const result of results) {
    const key = `${result.group}\0${result.family}`;
    families.set(key, [...(families.get(key) ?? []), result]);
  }
  return [...families.values()].flatMap((members) => {
    const [first] = members;
    if (!first) return [];
    const times = members.map(timesFloor).filter((each) => each !== null);
    return {
      group: first.group,
      name: first.family,
      cases: members.length,
      median_ms: Math.max(...members.map(({ app }) => app.median_ms)),
      p95_ms: Math.max(...members.map(({ app }) => app.p95_ms)),
      times_floor: times.length === 0 ? null : Math.max(...times),
      over: members.filter((each) => missed(each).length > 0),
      bounds: first.bounds,
    };
  });
}

/** Prints the run as a table of the worst of each family, then every case that breaks its promise. */
export function printSummary({ timed, figures, passes }: Bench): void {
  print(`\n${passes.toLocaleString("en-US")} passes; times in ms, the worst of each family\n`);
  printTable([
    ["case", "cases", "median", "p95", "× floor", "promise", "over"],
    ...familiesOf(timed).map((family) => [
      `${family.group}: ${family.name}`,
      String(family.cases),
      String(family.median_ms),
      String(family.p95_ms),
      String(family.times_floor ?? "–"),
      boundsInWords(family.bounds),
      String(family.over.length),
    ]),
    ...figures.map((figure) => {
      const bound = figure.most === undefined ? figure.least : figure.most;
      const promise =
        bound === undefined ? "–" : `${figure.most === undefined ? "≥" : "≤"} ${bound} ${figure.unit}`;
      return [
        `${figure.group}: ${figure.case}`,
        "1",
        `${figure.value} ${figure.unit}`,
        "",
        "",
        promise,
        String(missedFigure(figure).length),
      ];
    }),
  ]);
  const over = timed.filter((each) => missed(each).length > 0);
  print(
    `\n${timed.length + figures.length} cases, ${over.length + figures.filter((each) => missedFigure(each).length > 0).length} over their promise`,
  );
  for (const each of over) print(`  ${each.group}: ${each.case}: ${missed(each).join("; ")}`);
}
