import "server-only";
import type { Database } from "@/db/connection";
import { databaseFault } from "@/db/database-errors";
import { lastPassId } from "@/db/exports/pass-export";
import { listPassRows, type PassRow } from "@/db/passes/passes";
import type { Conditions } from "@/db/query/conditions";
import { resolveConditions } from "@/lib/passes/query/resolve-conditions";
import type { BulkSelection } from "./parse-bulk";

/** The most passes that are planned during the request. */
const MOST_AT_ONCE = 2000;
const LIMIT_MS = 1200;
const WINDOW_LIMIT_MS = 20_000;

const BY_ID = { column: "id", direction: "asc" } as const;

/** The passes of a selection; if they are too many to read at once, the highest pass id. */
export type Selected = { rows: PassRow[]; missing: number[] } | { last_id: number };

/** Reads a selection of at most 2,000 passes, within 1.2 s; a job plans anything larger. */
export async function selectPasses(
  db: Database,
  selection: BulkSelection,
  at: { now: Date; zone: string },
): Promise<Selected> {
  const conditions = await conditionsOf(db, selection, at);
  try {
    const rows = await readAll(db, conditions, MOST_AT_ONCE + 1);
    if (rows.length <= MOST_AT_ONCE) return { rows, missing: missingOf(selection, rows) };
  } catch (error) {
    if (databaseFault(error) !== "too_slow") throw error;
  }
  return { last_id: await lastPassId(db) };
}

/* Only an empty answer is the end: a server may cut an answer short, and a pass left out looks like one deleted. */
async function readAll(db: Database, conditions: Conditions, most: number): Promise<PassRow[]> {
  const rows: PassRow[] = [];
  while (rows.length < most) {
    const limit = most - rows.length;
    const request = { conditions, order: BY_ID, after: keysetOf(rows.at(-1)), backward: false, limit };
    const more = await listPassRows(db, request, { limit_ms: LIMIT_MS });
    if (more.length === 0) break;
    rows.push(...more);
  }
  return rows;
}

const keysetOf = (row: PassRow | undefined) => (row === undefined ? null : { value: row.id, id: row.id });

async function conditionsOf(
  db: Database,
  selection: BulkSelection,
  at: { now: Date; zone: string },
): Promise<Conditions> {
  if ("query" in selection) return resolveConditions(db, selection.query, at);
  return [[[{ column: "id", op: "any_of", values: selection.pass_ids }]]];
}

function missingOf(selection: BulkSelection, rows: readonly PassRow[]): number[] {
  if ("query" in selection) return [];
  const found = new Set(rows.map((row) => row.id));
  return selection.pass_ids.filter((id) => !found.has(id));
}

/** The matching passes of a range of ids, and how wide the next range should be to hold about 2,000. */
export interface Window {
  rows: PassRow[];
  /** Every matching pass up to this id has been read. */
  upto: number;
  next_width: number;
}

const MOST_WIDTH = 200_000;
export const FIRST_WIDTH = 5000;

/** The matching passes of one range of ids, at most 2,000: bounded work for a statement, however many match. */
export async function readWindow(
  db: Database,
  conditions: Conditions,
  { after, last_id, width }: { after: number; last_id: number; width: number },
): Promise<Window> {
  const end = Math.min(last_id, after + width);
  const rows = await listPassRows(
    db,
    {
      conditions: [...conditions, [[{ column: "id", op: "lte", value: end }]]],
      order: BY_ID,
      after: { value: after, id: after },
      backward: false,
      limit: MOST_AT_ONCE,
    },
    { limit_ms: WINDOW_LIMIT_MS },
  );
  const isFull = rows.length === MOST_AT_ONCE;
  // Behind the last row there may be more, even if fewer came than were asked for.
  const upto = rows.at(-1)?.id ?? end;
  const next_width = isFull ? Math.max(1000, Math.floor(width / 2)) : width * (rows.length < 500 ? 2 : 1);
  return { rows, upto, next_width: Math.min(MOST_WIDTH, next_width) };
}
