import { markdownTable } from "./markdown-table";
import { type Run, sizeOf, type TimedResult } from "./result";

const MOST_GROWTH = 0.3;
const SHOWN = 20;
/* Searches and counts answer what they find, and tenfold passes hold more of it. */
const GROUPS: readonly TimedResult["group"][] = ["list", "view", "answer", "page"];

/** How medians change from the smallest run to the largest; empty with fewer than two runs. Pure. */
export function growthSection(runs: readonly Run[]): string {
  const [small, large] = [runs[0], runs.at(-1)];
  if (!small || !large || small === large) return "";
  const before = new Map(small.timed.map((each) => [`${each.group}: ${each.case}`, each]));
  const pairs = large.timed
    .filter((each) => GROUPS.includes(each.group))
    .flatMap((after) => {
      const name = `${after.group}: ${after.case}`;
      const first = before.get(name);
      return first ? [{ name, from: first.app.median_ms, to: after.app.median_ms }] : [];
    })
    .map((pair) => ({ ...pair, growth: pair.to / pair.from - 1 }))
    .toSorted((a, b) => b.growth - a.growth);
  const grown = pairs.filter(({ growth }) => growth > MOST_GROWTH);
  const middle = pairs[Math.floor(pairs.length / 2)]?.growth ?? 0;
  const text = `Median of each page, ${sizeOf(small)} → ${sizeOf(large)}; promised is at most +30 %. Of ${pairs.length} pages the middle one changes by ${percent(middle)}; ${grown.length} grow by more than 30 %.`;
  const rows = grown
    .slice(0, SHOWN)
    .map(({ name, from, to, growth }) => [name, String(from), String(to), percent(growth)]);
  const table = rows.length === 0 ? "" : markdownTable(["most grown", "from", "to", "change"], rows);
  return ["## Growth", text, table].filter(Boolean).join("\n\n");
}

function percent(share: number): string {
  return `${share >= 0 ? "+" : "−"}${Math.abs(Math.round(share * 100))} %`;
}
