import { AppError } from "@/lib/errors";
import { WrittenByNewer } from "@/lib/fields/stored-word";
import { type ParseOptions, parsePassQuery, type PassQuery } from "./pass-query";

/**
 * The stored query of work that was asked for, for acting upon it. Throws `WrittenByNewer` for one that this version cannot
 * read: it was valid when it was stored. `what` begins the sentence. Pure.
 */
export function parseStoredQuery(search: string, at: ParseOptions, what: string): PassQuery {
  try {
    return parsePassQuery(new URLSearchParams(search), at);
  } catch (error) {
    if (error instanceof AppError) throw new WrittenByNewer(what, error);
    throw error;
  }
}
