import { markdownTable } from "./markdown-table";
import { type Group, type Run, sizeOf } from "./result";

/* Other tools on one million rows of a table like this one, measured on such a machine; what they do, as its users see it. */
const PEERS: { what: string; theirs: string; group: Group; case: string }[] = [
  {
    what: "open a list",
    theirs: "Adminer 12 ms, Directus 110 ms",
    group: "list",
    case: "as it opens, with its count",
  },
  { what: "find by id", theirs: "Adminer 5 ms", group: "search", case: "pass id" },
  { what: "search box", theirs: "Directus 2,800 ms", group: "search", case: "last name" },
  { what: "open a record", theirs: "AdminJS 1.4 ms", group: "page", case: "one pass by its id, API" },
  { what: "save a record", theirs: "AdminJS 2.9 ms", group: "correction", case: "one field, audited" },
];
const EXPORT = "everything, speed";
const ONE_MILLION = 1_000_000;

/** What others need for the same click on one million rows; empty without such a run. Pure. */
export function peersSection(runs: readonly Run[]): string {
  const run = runs.find(({ facts }) => facts.passes === ONE_MILLION);
  if (!run) return "";
  const rows = PEERS.map(({ what, theirs, group, case: name }) => {
    const ours = run.timed.find((each) => each.group === group && each.case === name);
    return [what, ours ? `${ours.app.median_ms} ms` : "–", theirs];
  });
  const speed = run.figures.find((each) => each.group === "export" && each.case === EXPORT);
  rows.push([
    "export",
    speed ? `${speed.value.toLocaleString("en-US")} rows/s` : "–",
    "Adminer 194,000 rows/s",
  ]);
  const table = markdownTable(["", `PassDesk, ${sizeOf(run)}, median`, "others"], rows);
  return `## Beside other tools\n\nOne million rows, the same kind of machine.\n\n${table}`;
}
