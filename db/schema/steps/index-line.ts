import type { WantedIndex } from "@/db/schema/wanted/portal-indexes";
import { type TableText, typeOf } from "./table-text";

const BYTES_A_CHARACTER: Record<string, number> = { ascii: 1, latin1: 1, utf8: 3, utf8mb3: 3, utf8mb4: 4 };
const MOST_BYTES_A_CHARACTER = 4;

/** Bytes that an index may hold of one column, and of all its columns. */
export type IndexRoom = readonly [column: number, all: number];

/** What the engine and the row format allow. Pure. */
export function indexRoom(engine: string, rowFormat: string): IndexRoom {
  if (engine !== "InnoDB") return [1000, 1000];
  return /^(compact|redundant)$/i.test(rowFormat) ? [767, 3072] : [3072, 3072];
}

/**
 * An index as SHOW CREATE TABLE writes it; null if the table lacks one of its columns. Texts that are too long for an index are
 * indexed by their beginning. Pure.
 */
export function indexLine(
  { name, columns }: WantedIndex,
  table: TableText,
  [most_bytes, all_bytes]: IndexRoom,
  of: (name: string) => string = (column) => column,
): string | null {
  const share = Math.min(most_bytes, Math.floor(all_bytes / columns.length));
  const parts: string[] = [];
  for (const wanted of columns) {
    const [, column = "", beginning] = /^(\w+)(?:\((\d+)\))?$/.exec(wanted) ?? [];
    const line = table.columns.get(of(column));
    if (line === undefined) return null;
    const most = indexedCharacters(
      line,
      table,
      share,
      beginning === undefined ? Infinity : Number(beginning),
    );
    parts.push(`\`${of(column)}\`${most === null ? "" : `(${most})`}`);
  }
  return `KEY \`${name}\` (${parts.join(",")})`;
}

/* Null if the whole column is indexed. */
function indexedCharacters(line: string, table: TableText, bytes: number, wanted: number): number | null {
  const [, kind = "", length] = /^(\w+)(?:\((\d+)\))?/.exec(typeOf(line)) ?? [];
  if (!/char|text|blob|binary/.test(kind)) return null;
  const charset = /CHARACTER SET (\w+)/.exec(line)?.[1] ?? /CHARSET=(\w+)/.exec(table.options)?.[1] ?? "";
  const fitting = Math.floor(bytes / (BYTES_A_CHARACTER[charset] ?? MOST_BYTES_A_CHARACTER));
  const whole = /char|binary/.test(kind) ? Number(length ?? 1) : Infinity;
  const most = Math.min(fitting, wanted);
  return most >= whole ? null : most;
}
