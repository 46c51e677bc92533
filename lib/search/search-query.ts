import { invalidParameter } from "@/lib/errors";
import { listQuery } from "@/lib/fields/list-query";
import { text } from "@/lib/fields/parameter";
import type { ReadingClock } from "@/lib/time/reading-clock";
import { MOST_CHARACTERS } from "./read-text";

/** @public The page of parameters finds every list by its export. */
export const SEARCH_QUERY = listQuery("/search", {
  q: text(MOST_CHARACTERS, "What to look up; always needed."),
});

/** The text to look up. Throws 400 naming `q` where it is missing, empty or too long, and for any other parameter. */
export function parseSearchQuery(search: URLSearchParams, at: ReadingClock): { q: string } {
  const { q } = SEARCH_QUERY.parse(search, at);
  if (q === null) throw invalidParameter("q", "q says what to look up.", "required");
  return { q };
}
