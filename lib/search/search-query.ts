import { invalidParameter } from "@/lib/errors";

/** The query of a search: `q`, once, and nothing else. Throws 400 naming what is wrong. */
export function parseSearchQuery(search: URLSearchParams): { q: string } {
  for (const name of search.keys()) {
    if (name !== "q") throw invalidParameter(name, "There is no parameter of this name.", "unknown");
  }
  const [q, ...more] = search.getAll("q");
  if (q === undefined) throw invalidParameter("q", "q says what to look up.", "required");
  if (more.length > 0) throw invalidParameter("q", "q may be given once.", "repeated");
  return { q };
}
