import "server-only";
import type { Database } from "@/db/connection";
import { databaseFault } from "@/db/database-errors";
import { findTakenView } from "@/db/views/views";
import type { Transaction } from "@/db/transaction";
import { AppError } from "@/lib/errors";
import { BUILT_IN_VIEWS, builtInId } from "./built-in-views";
import { TEAM_KEY } from "./view";

interface Wanted {
  id: number | null;
  owner_id: number;
  owner_key: number;
  name: string;
  search: string;
  search_hash: string;
  shown_columns: string | null;
}

/**
 * Throws 409 naming the other view if this person already sees one with the same query, or one in the same scope has
 * the name.
 */
export async function refuseTakenView(db: Database | Transaction, wanted: Wanted): Promise<void> {
  const builtIn = BUILT_IN_VIEWS.find((view) => view.search === wanted.search);
  if (builtIn && wanted.shown_columns === null) throw taken(builtInId(builtIn), builtIn.name);
  const seen = [wanted.owner_id, TEAM_KEY];
  const same = await findTakenView(db, seen, { search_hash: wanted.search_hash });
  if (same && same.id !== wanted.id) throw taken(String(same.id), same.name);
  const named = await findTakenView(db, [wanted.owner_key], { name: wanted.name });
  if (named && named.id !== wanted.id) {
    const message = `There is a view called “${named.name}” already.`;
    throw new AppError("conflict", message, {
      errors: [{ field: "name", code: "taken", message }],
      extra: { view_id: String(named.id) },
    });
  }
}

/** Throws why `wanted` was not saved: 409 naming the other view if somebody saved it first, otherwise `error`. */
export async function refuseOvertakenView(
  db: Database,
  error: unknown,
  wanted: Wanted | null,
): Promise<never> {
  if (databaseFault(error) !== "duplicate") throw error;
  if (wanted) await refuseTakenView(db, wanted);
  throw new AppError("conflict", "Somebody changed the views at the same moment. Try again.", {
    cause: error,
  });
}

function taken(view_id: string, name: string): AppError {
  return new AppError("conflict", `“${name}” shows these passes already.`, { extra: { view_id } });
}
