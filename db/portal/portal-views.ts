import type { FoundPortal, FoundTable } from "./found-portal";
import { type Noun, NOUNS, type PortalColumn } from "./portal";
import { KINDS } from "./value-kinds";
import { storedColumn } from "@/db/query/pass-columns";
import { hinted } from "@/db/query/pass-source";

/** Something that PassDesk would read and this portal does not have. */
export interface Lack {
  table: string;
  /** Null if the whole table is missing. */
  column: string | null;
  sentence: string;
  /** PassDesk cannot work without it. */
  is_fatal: boolean;
  /** The migration adds it. */
  is_ours: boolean;
}

export interface PortalViews {
  /** The SELECT of each view, by name. */
  views: Map<string, string>;
  lacks: Lack[];
}

/** The views for the portal as it was found. Pure. */
export function portalViews(found: FoundPortal): PortalViews {
  const views = new Map<string, string>();
  const lacks: Lack[] = [];
  for (const [name, noun] of Object.entries<Noun>(NOUNS)) {
    const table = noun.tables.find((each) => found.has(each)) ?? "";
    const live = found.get(table);
    const missing = live ? lacksOf(noun, table, live) : [lackOfTable(noun)];
    lacks.push(...missing);
    // A table that lacks what it is read for reads as empty.
    const isEmpty = live === undefined || !isReadable(noun, live);
    const select = isEmpty ? emptyView(noun) : `SELECT ${selected(noun, live)} FROM \`${table}\``;
    views.set(name, select);
    for (const index of noun.indexes) {
      // Without the index the view still answers, only slower.
      const hint = !isEmpty && live.indexes.has(index) ? ` FORCE INDEX (\`${index}\`)` : "";
      views.set(hinted(name, index), select + hint);
    }
  }
  return { views, lacks };
}

function isReadable(noun: Noun, live: FoundTable): boolean {
  return Object.entries(noun.columns).every(
    ([name, column]) => column.is_optional || valueOf(live, name, column) !== null,
  );
}

/* Our column `x` is called `pd_x` where the portal has an `x` of its own. */
function valueOf(live: FoundTable, name: string, { kind, from = name }: PortalColumn): string | null {
  if (live.columns.has(`pd_${name}`)) return `\`pd_${name}\``;
  const found = live.columns.get(from);
  if (found === undefined) return null;
  if (kind === "own") return `\`${from}\``;
  return KINDS[kind].accepts.has(found.type) ? KINDS[kind].read(`\`${from}\``, found) : null;
}

function selected(noun: Noun, live: FoundTable): string {
  return listed(noun, (name, column) => valueOf(live, name, column), (name) => live.columns.has(name)); // prettier-ignore
}

function emptyView(noun: Noun): string {
  return `SELECT ${listed(noun, () => null, () => false)} FROM DUAL WHERE 1 = 0`; // prettier-ignore
}

function listed(
  noun: Noun,
  value: (name: string, column: PortalColumn) => string | null,
  isThere: (name: string) => boolean,
): string {
  const parts = Object.entries(noun.columns).flatMap(([name, column]) => {
    const raw = storedColumn(name);
    const read = `${value(name, column) ?? KINDS[column.kind].none} AS \`${name}\``;
    return raw === name ? [read] : [read, `${isThere(name) ? `\`${name}\`` : KINDS.time.none} AS \`${raw}\``];
  });
  return parts.join(", ");
}

function lackOfTable({ tables, is_required }: Noun): Lack {
  const [table = ""] = tables;
  return {
    table,
    column: null,
    sentence: `The table ${tables.join(" or ")} is missing.`,
    is_fatal: is_required,
    is_ours: table === "bytemark_pass_archive",
  };
}

const WORDS: Record<PortalColumn["kind"], string> = {
  whole: "a whole number of at most 32 bits",
  text: "text",
  time: "a date and time",
  money: "an amount",
  flag: "yes or no",
  hash: "text",
  own: "a column of its own",
};

function lacksOf(noun: Noun, table: string, live: FoundTable): Lack[] {
  return Object.entries(noun.columns).flatMap(([name, column]) => {
    if (valueOf(live, name, column) !== null) return [];
    const called = column.from ?? name;
    const type = live.columns.get(called)?.type.toUpperCase();
    const sentence =
      type === undefined
        ? `The column ${table}.${called} is missing.`
        : `${table}.${called} is ${type}, which cannot be read as ${WORDS[column.kind]}.`;
    const is_fatal = noun.is_required && !column.is_optional;
    return [{ table, column: called, sentence, is_fatal, is_ours: column.kind === "own" }];
  });
}
