import type { LiveTable } from "./live-schema";
import { COPY, IN_PLACE, INSTANT, REBUILD, type Way } from "./step";

/** What a step does to its table. */
export type Change = "columns" | "generated columns" | "definitions" | "indexes";

/**
 * The ways in which the server makes a change of this table, most gentle first; none if only a copy does. What the server does not
 * know for a table is decided here, before the first step, and never found out halfway. Pure.
 */
export function waysOf(live: LiveTable, change: Change): readonly Way[] {
  const ways = live.engine === "InnoDB" ? ofInnoDb(live, change) : [];
  // Only the moving of passes waits while the archive is copied.
  return live.name === "bytemark_pass_archive" ? [...ways, COPY] : ways;
}

function ofInnoDb(live: LiveTable, change: Change): readonly Way[] {
  if (change === "indexes") return IN_PLACE;
  if (change === "definitions") return INSTANT;
  if (change === "generated columns") return isPartitionedOnMariaDb(live) ? [] : INSTANT;
  // Beside a full-text index the server writes the table anew, and nobody may write to it meanwhile.
  if ([...live.text.keys.values()].some((line) => line.startsWith("FULLTEXT "))) return [];
  // Compressed rows are written anew, and others may write meanwhile.
  return /^compressed$/i.test(live.row_format) ? [REBUILD] : INSTANT;
}

/* MySQL writes partitions as a comment that it reads itself. */
const isPartitionedOnMariaDb = ({ text }: LiveTable) => /^ ?PARTITION BY /m.test(text.options);
