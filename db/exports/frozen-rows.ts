import "server-only";
import type { PassColumn } from "@/db/query/pass-columns";
import { EVERYWHERE, PASS_VIEW, type PassSource } from "@/db/query/pass-source";
import type { Transaction } from "@/db/transaction";
import { type RawOptions, type RawReader, withRawReader } from "./raw-rows";
import { type KeptRow, keptRow, RowCells } from "./row-cells";

/*
 * The rows of a background export, fixed by id when it began, wherever they are now. A batch is read in one snapshot, so a
 * pass moving between list and archive is found exactly once.
 */

/** Receives the rows of a batch in order; a batch may be dropped and read again. */
export interface RowTaker {
  add: (row: RowCells) => void;
  clear: () => void;
}

export interface FrozenIds {
  columns: readonly PassColumn[];
  ids: Uint32Array;
  /** The table that most of them are in. */
  first: PassSource;
}

/**
 * Hands over the passes with these ids in exactly this order, from list or archive. Answers how many no longer exist.
 */
export function readFrozenIds(
  snapshot: Transaction,
  { columns, ids, first }: FrozenIds,
  options: RawOptions,
  taker: RowTaker,
): Promise<number> {
  return withRawReader(snapshot, options, async (reader) => {
    const direction = directionOf(ids);
    if (
      direction !== null &&
      (await readInOrder(reader, { columns, ids, first }, direction, taker)) === ids.length
    ) {
      return 0;
    }
    taker.clear();
    const kept = new Map<number, KeptRow>();
    const order = EVERYWHERE.toSorted((one) => (one === first ? -1 : 1));
    for (const source of order) {
      const wanted = [...ids].filter((id) => !kept.has(id));
      if (wanted.length === 0) break;
      await readIds(reader, source, columns, wanted, (row) => kept.set(row.number(0), keptRow(row)));
    }
    const found = [...ids].flatMap((id) => kept.get(id) ?? []);
    addKept(found, columns, taker);
    return ids.length - found.length;
  });
}

/* Ids in order are mostly close together, and one range costs less than single look-ups. */
const DENSE = 4;

async function readInOrder(
  reader: RawReader,
  { columns, ids, first }: FrozenIds,
  direction: "asc" | "desc",
  taker: RowTaker,
): Promise<number> {
  const ends = [ids[0] ?? 0, ids.at(-1) ?? 0];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const is_dense = high - low < ids.length * DENSE;
  const where = is_dense ? "p.id BETWEEN ? AND ?" : `p.id IN (${ids.join()})`;
  const sql = `SELECT ${selected(columns)} FROM ${PASS_VIEW[first]} p WHERE ${where} ORDER BY p.id ${direction}`;
  let [at, found] = [0, 0];
  await reader.rows(sql, is_dense ? [low, high] : [], columns.length + 1, (row) => {
    const id = row.number(0);
    while (at < ids.length && isBefore(ids[at] ?? 0, id, direction)) at += 1;
    if (ids[at] !== id) return;
    found += 1;
    taker.add(row);
  });
  return found;
}

function isBefore(one: number, other: number, direction: "asc" | "desc"): boolean {
  return direction === "asc" ? one < other : one > other;
}

function directionOf(ids: Uint32Array): "asc" | "desc" | null {
  const direction = (ids[0] ?? 0) <= (ids.at(-1) ?? 0) ? "asc" : "desc";
  for (let at = 1; at < ids.length; at++) {
    if (!isBefore(ids[at - 1] ?? 0, ids[at] ?? 0, direction)) return null;
  }
  return direction;
}

function readIds(
  reader: RawReader,
  source: PassSource,
  columns: readonly PassColumn[],
  ids: readonly number[],
  onRow: (row: RowCells) => void,
): Promise<void> {
  // Thousands of our own integers: as text they cost the server less than as bindings.
  const sql = `SELECT ${selected(columns)} FROM ${PASS_VIEW[source]} p WHERE p.id IN (${ids.map(Math.trunc).join()})`;
  return reader.rows(sql, [], columns.length + 1, onRow);
}

function selected(columns: readonly PassColumn[]): string {
  return ["id", ...columns].map((column) => `p.${column}`).join(", ");
}

function addKept(kept: Iterable<KeptRow>, columns: readonly PassColumn[], taker: RowTaker): void {
  const row = new RowCells(columns.length + 1);
  for (const { buffer, from, to } of kept) {
    row.locate(buffer, from, to);
    taker.add(row);
  }
}
