import { type FigureLine, heldOf, type Summary, type TimedLine } from "./group-summary";
import { markdownTable } from "./markdown-table";
import { type Group, sizeOf } from "./result";

const TIMED: [group: Group, what: string, promise: string][] = [
  ["list", "the list: every filter × served sort × depth", "median ≤ floor + 3 ms, p95 ≤ 60"],
  ["view", "built-in views", "median ≤ floor + 3 ms, p95 ≤ 60"],
  ["count", "bounded count", "p95 ≤ 50"],
  ["search", "typed search", "p95 ≤ 60"],
  ["lookup", "search anything", "p95 ≤ 60"],
  ["answer", "explain, timeline, compare, rider", "p95 ≤ 120"],
  ["facet", "facets, counts of views", "p95 ≤ 150"],
  ["page", "pages as HTML", "p95 ≤ 120"],
  ["broad", "filters no index serves together", "an answer or “too broad” ≤ 1,000"],
  ["together", "eight readers at once", "p95 ≤ 150"],
  ["correction", "one correction, audited", "median ≤ floor + 5 ms"],
];

const FIGURES: [group: Group, what: string][] = [
  ["export", "CSV export"],
  ["bulk", "bulk correction"],
  ["archive", "archive"],
  ["audit", "audit log"],
  ["web", "web process"],
];

/* Other tools on one million rows of such a table, measured on such a machine, as their users see it. */
const PEERS: { what: string; theirs: string; median: string }[] = [
  {
    what: "open a list",
    theirs: "Adminer 12 ms, Directus 110 ms",
    median: "list: as it opens, with its count",
  },
  { what: "find by id", theirs: "Adminer 5 ms", median: "search: pass id" },
  { what: "search box", theirs: "Directus 2,800 ms", median: "search: last name" },
  { what: "open a record", theirs: "AdminJS 1.4 ms", median: "page: one pass by its id, API" },
  { what: "save a record", theirs: "AdminJS 2.9 ms", median: "correction: one field, audited" },
];
const ONE_MILLION = 1_000_000;

/* Fewer passes are measured to compare portals. */
const FEWEST_PROMISED = ONE_MILLION;

/** Cases whose medians the page compares with other tools. */
export const PEER_CASES = PEERS.map(({ median }) => median);

/** The benchmarks page: the machine, a line per group, what misses its promise and why, other tools. Pure. */
export function benchmarksPage(all: readonly Summary[], remarks: string): string {
  const summaries = all.filter(({ facts }) => facts.portal === "" && facts.passes >= FEWEST_PROMISED);
  const sections = [
    "# Benchmarks",
    "Written by `npm run bench -- --write`. Times are milliseconds over HTTP. The **floor** is a bare Node.js server that sends the same statements through mysql2; both are asked in turn in the same run, so machines compare by the ratio to it. Every single case of a run stays in the data folder, out of git.",
    machineTable(summaries),
    timedTable(summaries),
    portalsTable(all),
    figuresList(summaries),
    remarks,
    peersTable(summaries),
  ];
  return `${sections.filter(Boolean).join("\n\n")}\n`;
}

const number = (value: number) => value.toLocaleString("en-US");

function machineTable(summaries: readonly Summary[]): string {
  const rows: [string, (summary: Summary) => string][] = [
    ["data, indexes", ({ facts }) => `${number(facts.data_mb)} MB, ${number(facts.index_mb)} MB`],
    ["database", ({ facts }) => `${facts.database}, pool ${number(facts.buffer_pool_mb)} MB`],
    ["machine", ({ facts }) => `${facts.processor}, ${facts.cores} cores, ${facts.memory_gb} GB`],
    ["Node.js, Next.js", ({ facts }) => `${facts.node}, ${facts.next}`],
    ["hold what is promised", (summary) => held(summary)],
  ];
  return markdownTable(
    ["passes", ...summaries.map(sizeOf)],
    rows.map(([name, value]) => [name, ...summaries.map(value)]),
  );
}

function held(summary: Summary): string {
  const { held: good, cases } = heldOf(summary);
  return `${number(good)} of ${number(cases)} cases`;
}

function timedTable(summaries: readonly Summary[]): string {
  const head = [
    "what a person waits for",
    "promise (ms)",
    ...summaries.flatMap((summary) => [`${sizeOf(summary)}: × floor typical, worst`, "worst p95", "missed"]),
  ];
  const rows = TIMED.map(([group, what, promise]) => [
    what,
    promise,
    ...summaries.flatMap(({ timed }) => timedCells(timed.find((line) => line.group === group))),
  ]);
  return markdownTable(head, rows);
}

function timedCells(line: TimedLine | undefined): string[] {
  if (!line) return ["–", "–", "–"];
  const { typical_times_floor: typical, worst_times_floor: worst } = line;
  const ratio = typical === null || worst === null ? "–" : `${typical}, ${worst}`;
  return [ratio, number(Math.round(line.worst_p95_ms)), `${number(line.missed)} of ${number(line.cases)}`];
}

/* Of every size at which a portal was measured, our own tables and the portals. */
function portalsTable(all: readonly Summary[]): string {
  const sizes = new Set(all.filter(({ facts }) => facts.portal !== "").map(({ facts }) => facts.passes));
  const rows = all.flatMap((summary) => {
    const line = summary.timed.find(({ group }) => group === "list");
    if (!line || !sizes.has(summary.facts.passes)) return [];
    const tables = summary.facts.portal || "our own tables";
    return [[tables, sizeOf(summary), `${line.typical_ms}`, ...timedCells(line), line.measured_on]];
  });
  if (rows.length === 0) return "";
  const head = ["the list on a portal as it was before PassDesk", "passes", "typical median", "× floor typical, worst", "worst p95", "missed", "measured on"]; // prettier-ignore
  return markdownTable(head, rows);
}

/* One point per group and size, since a sentence reads better than a cell with ten figures. */
function figuresList(summaries: readonly Summary[]): string {
  const points = FIGURES.flatMap(([group, what]) =>
    summaries.flatMap((summary) => {
      const told = summary.figures.filter((figure) => figure.group === group).map(figureInWords);
      return told.length === 0 ? [] : [`- **${what}, ${sizeOf(summary)}:** ${told.join("; ")}.`];
    }),
  );
  return points.length === 0 ? "" : ["What runs by itself, with what is promised:", "", ...points].join("\n");
}

function figureInWords({ case: name, value, unit, most, least }: FigureLine): string {
  const bound =
    most === undefined ? (least === undefined ? "" : ` (≥ ${number(least)})`) : ` (≤ ${number(most)})`;
  return `${name} ${number(value)} ${unit}${bound}`;
}

function peersTable(summaries: readonly Summary[]): string {
  const summary = summaries.find(({ facts }) => facts.passes === ONE_MILLION);
  if (!summary) return "";
  const rows = PEERS.map(({ what, theirs, median }) => {
    const ours = summary.medians[median];
    return [what, ours === undefined ? "–" : `${ours} ms`, theirs];
  });
  const speed = summary.figures.find(({ case: name }) => name === "everything, speed");
  rows.push(["export", speed ? `${number(speed.value)} rows/s` : "–", "Adminer 194,000 rows/s"]);
  return markdownTable(["beside other tools, 1 M", "PassDesk, median", "others"], rows);
}
