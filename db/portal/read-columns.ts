import type { FoundPortal } from "./found-portal";
import { type Noun, NOUNS } from "./portal";
import { KINDS, type Kind } from "./value-kinds";

/** A column, with the SQL that is NULL where its value cannot be read. */
export interface ReadColumn {
  column: string;
  read: string;
}

/* Times of a pass that the portal itself writes; the views read them through generated columns. */
const PASS_TIMES = ["time_used", "created_on", "modified_on"];

/** By table, the columns of the portal whose values may be there and yet not be readable. Pure. */
export function readColumns(found: FoundPortal): Map<string, ReadColumn[]> {
  const byTable = new Map<string, Map<string, string>>();
  for (const noun of Object.values<Noun>(NOUNS)) {
    const table = noun.tables.find((each) => found.has(each));
    if (table === undefined || table === "bytemark_pass_archive") continue;
    const reads = byTable.get(table) ?? new Map<string, string>();
    byTable.set(table, reads);
    for (const [name, { kind, from }] of Object.entries(noun.columns)) {
      const column = from ?? name;
      const isTime = table === "bytemark_pass" && PASS_TIMES.includes(name);
      const live = found.get(table)?.columns.get(column);
      const read = live && readOf(isTime ? "time" : kind, column, live);
      if (read) reads.set(column, read);
    }
  }
  return new Map(
    [...byTable].map(([table, reads]) => [table, [...reads].map(([column, read]) => ({ column, read }))]),
  );
}

function readOf(kind: Kind, column: string, live: { type: string; scale: number | null }): string | null {
  // An empty token is no token.
  if (kind === "hash" || kind === "own" || !KINDS[kind].accepts.has(live.type)) return null;
  const read = KINDS[kind].read(`\`${column}\``, live);
  return read === `\`${column}\`` ? null : read;
}
