import { markdownTable } from "./markdown-table";
import { growthSection } from "./page-growth";
import { peersSection } from "./page-peers";
import {
  boundsInWords,
  type FigureResult,
  type Group,
  missed,
  missedFigure,
  type Run,
  sizeOf,
} from "./result";
import { familiesOf } from "./summary";

const TITLES: [group: Group, title: string, text: string][] = [
  ["list", "The list", "`GET /api/v1/passes`, 50 rows, under every single filter the screen offers, with every sort an index serves, in both directions: first page, half way (onward and back), last page. A line is the worst of all those cases."],
  ["view", "Built-in views", "The list as each view of the screen asks for it."],
  ["count", "Bounded count", "The count beside the list, exact up to 10,000; its request brings one row along. A line is the worst value of the filter."],
  ["search", "Typed search", "`POST /api/v1/passes/search` with what the search box recognises: rows and count together."],
  ["lookup", "Search anything", "`POST /api/v1/search`: passes, riders and orders behind one value, a complaint mail or a list of ids."],
  ["answer", "Answers about a pass and a rider", "Why a pass is as it is, its timeline, its comparison with the provider, its neighbours in a list; a rider, also the one with most passes of all, as data and as a page."],
  ["facet", "Facets and views", "The numbers beside the list, bounded at 10,000 each; they come after the rows and never delay them."],
  ["page", "Pages", "The whole HTML, everything on it, rendered by the server; the page of a pass asks for another pass each time."],
  ["broad", "Other combinations", "Filters and sorts no index serves together: an answer within a second, or “too broad” (422) with what to add."],
  ["together", "Several at once", "Eight people ask for the first page again and again."],
  ["correction", "Correction", "`PATCH` with lock, comparison, change, audit entry, event and kept answer in one transaction; its floor is one UPDATE and one INSERT in a bare transaction."],
]; // prettier-ignore

/** The page of figures, from runs in the order they are shown in. Pure. */
export function benchmarksPage(runs: readonly Run[], remarks: string): string {
  const sections = [
    "# Benchmarks",
    "Written by `npm run bench -- --write`; the raw figures are in `docs/benchmarks`. Times are milliseconds over HTTP, one request after the other over a connection that stays open. **Floor** is a bare Node.js HTTP server in a process of its own that sends the very statements of that case through mysql2 and answers the rows; both are asked in turn within the same run, so that whatever else the machine does meets both.",
    setupSection(runs),
    overSection(runs, remarks),
    ...TITLES.map(([group, title, text]) => timedSection(runs, group, title, text)),
    figuresSection(runs, "export", "CSV export", "All columns, streamed over HTTP, against `mariadb --batch --quick` writing the same columns of the same rows."),
    figuresSection(runs, "bulk", "Bulk correction", "200,000 passes moved by a minute and put back again, each with its own signed entry in the log, in batches of at most 500; the lock is the longest that anybody who asks for a pass of a batch waits."),
    figuresSection(runs, "archive", "Archive", "200,000 passes moved to the archive and back again, each batch of at most 500 one transaction with its counts checked; the lock is the longest that anybody who asks for what a batch holds waits."),
    figuresSection(runs, "audit", "Audit log", "20 people correct passes of their own at once over HTTP, each the next when the last is answered, alone and while a sealer beside them never rests (the worker rests five seconds); then the whole log is read, every signature and link recomputed."),
    figuresSection(runs, "web", "Web process", "Measured before the first case."),
    growthSection(runs),
    peersSection(runs),
  ]; // prettier-ignore
  return `${sections.filter(Boolean).join("\n\n")}\n`;
}

function setupSection(runs: readonly Run[]): string {
  const rows: [string, (run: Run) => string][] = [
    ["measured on", ({ facts }) => facts.measured_on],
    ["passes, riders", ({ facts }) => `${number(facts.passes)}, ${number(facts.riders)}`],
    ["data, indexes", ({ facts }) => `${number(facts.data_mb)} MB, ${number(facts.index_mb)} MB`],
    ["database", ({ facts }) => `${facts.database}, buffer pool ${number(facts.buffer_pool_mb)} MB`],
    [
      "machine",
      ({ facts }) => `${facts.processor}, ${facts.cores} cores, ${facts.memory_gb} GB, load ${facts.load}`,
    ],
    ["Node.js, Next.js", ({ facts }) => `${facts.node}, ${facts.next}`],
  ];
  const table = markdownTable(
    ["", ...runs.map(sizeOf)],
    rows.map(([name, value]) => [name, ...runs.map(value)]),
  );
  return `## What was measured\n\nDatabase, web process and measuring on one machine.\n\n${table}`;
}

const number = (value: number) => value.toLocaleString("en-US");

function overSection(runs: readonly Run[], remarks: string): string {
  const lines = runs.flatMap((run) => {
    const timed = run.timed.flatMap((each) =>
      missed(each).map((words) => ({ name: `${each.group}, ${each.case}`, words })),
    );
    const figures = run.figures.flatMap((each) =>
      missedFigure(each).map((words) => ({ name: `${each.group}, ${each.case}`, words })),
    );
    return [...timed, ...figures].map(({ name, words }) => `- ${sizeOf(run)}: ${name}: ${words}`);
  });
  const all = runs.flatMap((run) => [...run.timed.map(missed), ...run.figures.map(missedFigure)]);
  const held = all.filter((words) => words.length === 0).length;
  const counted = `${number(held)} of ${number(all.length)} cases hold what is promised.`;
  return ["## Over the promise", counted, lines.join("\n"), remarks].filter(Boolean).join("\n\n");
}

function timedSection(runs: readonly Run[], group: Group, title: string, text: string): string {
  const measured = runs.map((run) => familiesOf(run.timed.filter((each) => each.group === group)));
  const names = [...new Set(measured.flatMap((families) => families.map((family) => family.name)))];
  if (names.length === 0) return "";
  const head = ["", ...runs.flatMap((run) => [`${sizeOf(run)}: cases`, "median", "p95", "× floor", "over"])];
  const rows = names.map((name) => [
    name,
    ...measured.flatMap((families) => {
      const family = families.find((each) => each.name === name);
      if (!family) return ["–", "–", "–", "–", "–"];
      const { cases, median_ms, p95_ms, times_floor, over } = family;
      return [
        String(cases),
        String(median_ms),
        String(p95_ms),
        String(times_floor ?? "–"),
        String(over.length),
      ];
    }),
  ]);
  const promise = boundsInWords(measured.flat()[0]?.bounds ?? {});
  return `## ${title}\n\n${text} Promise: ${promise}.\n\n${markdownTable(head, rows)}`;
}

function figuresSection(runs: readonly Run[], group: Group, title: string, text: string): string {
  const names = [
    ...new Set(
      runs.flatMap((run) => run.figures.filter((each) => each.group === group).map((each) => each.case)),
    ),
  ];
  if (names.length === 0) return "";
  const find = (run: Run, name: string) =>
    run.figures.find((each) => each.group === group && each.case === name);
  const rows = names.map((name) => {
    const found = runs.map((run) => find(run, name));
    return [name, ...found.map(figureInWords), promiseInWords(found.find(Boolean))];
  });
  return `## ${title}\n\n${text}\n\n${markdownTable(["", ...runs.map(sizeOf), "promise"], rows)}`;
}

function figureInWords(figure: FigureResult | undefined): string {
  if (!figure) return "–";
  return `${number(figure.value)} ${figure.unit}${figure.note ? ` (${figure.note})` : ""}`;
}

function promiseInWords(figure: FigureResult | undefined): string {
  if (figure?.most !== undefined) return `≤ ${figure.most} ${figure.unit}`;
  if (figure?.least !== undefined) return `≥ ${figure.least} ${figure.unit}`;
  return "–";
}
