import { invalidParameter } from "@/lib/errors";

/** The instant an explanation is asked for; null is now. Throws 400 naming a parameter that is unknown or given twice. */
export function parseExplainQuery(search: URLSearchParams): { at: string | null } {
  for (const name of search.keys()) {
    if (name !== "at") throw invalidParameter(name, "There is no parameter of this name.", "unknown");
  }
  if (search.getAll("at").length > 1) throw invalidParameter("at", "at may be given once.");
  return { at: search.get("at") };
}
