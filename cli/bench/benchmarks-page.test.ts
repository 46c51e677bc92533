import { expect, test } from "vitest";
import { benchmarksPage } from "./benchmarks-page";
import type { Summary } from "./group-summary";

function summaryOf(passes: number, portal: string): Summary {
  const list = {
    group: "list" as const,
    measured_on: "2026-11-29",
    cases: 10,
    typical_times_floor: 2,
    worst_times_floor: 3,
    typical_ms: 4,
    worst_p95_ms: 20,
    missed: 1,
  };
  const facts = {
    ...{ passes, portal, riders: 1, measured_on: list.measured_on, processor: "p", cores: 2, memory_gb: 24, load: 1 },
    ...{ node: "24", next: "16", database: "10", buffer_pool_mb: 1, data_mb: 1, index_mb: 1 },
  }; // prettier-ignore
  return { facts, timed: [list], figures: [], medians: {} };
}

const lines = (page: string, start: string) => page.split("\n").filter((line) => line.startsWith(start));

test("a portal stands beside our own tables of its size, and not among what is promised", () => {
  const page = benchmarksPage([summaryOf(100_000, ""), summaryOf(100_000, "latin"), summaryOf(1_000_000, "")], "");
  expect(lines(page, "| passes")).toEqual(["| passes | 1 M |"]);
  expect(lines(page, "| our own tables")).toEqual(["| our own tables | 100 k | 4 | 2, 3 | 20 | 1 of 10 | 2026-11-29 |"]);
  expect(lines(page, "| latin")).toEqual(["| latin | 100 k | 4 | 2, 3 | 20 | 1 of 10 | 2026-11-29 |"]);
}); // prettier-ignore

test("without a measured portal there is no table of portals", () => {
  expect(benchmarksPage([summaryOf(1_000_000, "")], "")).not.toContain("our own tables");
});
