import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { benchmarksPage } from "./benchmarks-page";
import type { Group, Run } from "./result";

const FOLDER = path.resolve("docs/benchmarks");
const PAGE = path.resolve("docs/benchmarks.md");
/** Written by people: why something is over its promise, and what is done about it. */
const REMARKS = path.join(FOLDER, "remarks.md");

/** Keeps the raw figures of a run by the number of its passes; groups that were not measured stay as they were. */
export async function writeRun(run: Run, groups: readonly Group[]): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const file = path.join(FOLDER, `${run.facts.passes}.json`);
  const before = existsSync(file) ? readRun(file) : { timed: [], figures: [] };
  const isKept = ({ group }: { group: Group }) => !groups.includes(group);
  const merged: Run = {
    facts: run.facts,
    timed: [...before.timed.filter(isKept), ...run.timed],
    figures: [...before.figures.filter(isKept), ...run.figures],
  };
  writeFileSync(file, `${JSON.stringify(merged, null, 2)}\n`);
}

/** Writes the page anew from every run that is kept, smallest first. */
export async function writePage(): Promise<void> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));
  const runs = files.map((name) => readRun(path.join(FOLDER, name)));
  const remarks = existsSync(REMARKS) ? readFileSync(REMARKS, "utf8").trim() : "";
  writeFileSync(
    PAGE,
    benchmarksPage(
      runs.toSorted((a, b) => a.facts.passes - b.facts.passes),
      remarks,
    ),
  );
}

function readRun(file: string): Run {
  // Written by this program and nobody else.
  return JSON.parse(readFileSync(file, "utf8")) as Run;
}
