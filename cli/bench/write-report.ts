import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { benchmarksPage, PEER_CASES } from "./benchmarks-page";
import { type Summary, summarizeRun } from "./group-summary";
import type { Run } from "./result";

const PAGE = path.resolve("docs/benchmarks.md");
const SUMMARY = path.resolve("docs/benchmarks/summary.json");
/** Written by people: what breaks its promise, why, and what is being done about it. */
const REMARKS = path.resolve("docs/benchmarks/remarks.md");

/** Saves every case of a run in `folder`, one file per size. */
export function keepRun(run: Run, folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `bench-${run.facts.passes}.json`), `${JSON.stringify(run, null, 2)}\n`);
}

/** Updates the lines that `run` measured, and the page; other lines stay as they are. */
export function writeReport(run: Run): void {
  const before = readSummaries();
  const { passes, portal } = run.facts;
  const same = before.find(({ facts }) => facts.passes === passes && facts.portal === portal);
  const summaries = [...before.filter((each) => each !== same), summarizeRun(run, same, PEER_CASES)].toSorted(
    (a, b) => a.facts.passes - b.facts.passes || a.facts.portal.localeCompare(b.facts.portal),
  );
  writeFileSync(SUMMARY, summariesText(summaries));
  writeFileSync(PAGE, benchmarksPage(summaries, readFileSync(REMARKS, "utf8").trim()));
}

/* One line per entry, so that a new run gives a readable diff. */
function summariesText(summaries: readonly Summary[]): string {
  const list = (entries: readonly unknown[]) =>
    `[\n${entries.map((entry) => JSON.stringify(entry)).join(",\n")}\n]`;
  const texts = summaries.map(
    ({ facts, timed, figures, medians }) =>
      `{ "facts": ${JSON.stringify(facts)}, "timed": ${list(timed)}, "figures": ${list(figures)}, "medians": ${JSON.stringify(medians)} }`,
  );
  return `[${texts.join(",\n")}]\n`;
}

function readSummaries(): Summary[] {
  // Only this program writes the file, so its form is known.
  return existsSync(SUMMARY) ? (JSON.parse(readFileSync(SUMMARY, "utf8")) as Summary[]) : [];
}
