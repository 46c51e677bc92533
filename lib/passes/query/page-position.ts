import "server-only";
import type { Keyset } from "@/db/query/conditions";
import { openCursor, sealCursor } from "@/lib/fields/cursor";
import { type PassQuery, passQueryIdentity } from "./pass-query";
import type { PassRow } from "@/db/passes/passes";

/** Where a page of passes starts, and in which direction it is read. */
export interface Position {
  key: Keyset;
  backward: boolean;
}

const binding = (query: PassQuery, actorId: string) => `passes\0${actorId}\0${passQueryIdentity(query)}`;

/** A position as a cursor that only this person can use, for this query. */
export function sealPosition(position: Position, query: PassQuery, actorId: string): string {
  return sealCursor(position, binding(query, actorId));
}

/**
 * The position that the query's cursor holds; null for the first page. Throws 400 for a cursor of another query or
 * person.
 */
export function openPosition(query: PassQuery, actorId: string): Position | null {
  // Sealed by us for this query and person, so its form is known.
  return query.cursor === null ? null : (openCursor(query.cursor, binding(query, actorId)) as Position);
}

/** The position of `row` in the order of `query`. */
export function keyOf(row: PassRow, query: PassQuery): Keyset {
  return { value: row[query.sort.field], id: row.id };
}
