import { invalidParameter } from "@/lib/errors";

const EXPORT_SHOWS = ["all", "mine", "scheduled"] as const;
export type ExportShow = (typeof EXPORT_SHOWS)[number];

/** The state of the list of exports. */
export interface ExportsQuery {
  show: ExportShow;
  limit: number;
  cursor: string | null;
}

const DEFAULT_EXPORTS = 25;
const MOST_EXPORTS = 100;

/** Parses the parameters of the list of exports. Throws 400 naming one that is unknown, repeated or impossible. */
export function parseExportsQuery(search: URLSearchParams): ExportsQuery {
  const query: ExportsQuery = { show: "all", limit: DEFAULT_EXPORTS, cursor: null };
  const seen = new Set<string>();
  for (const [name, text] of search) {
    const shown = name.slice(0, 64);
    if (seen.has(name)) throw invalidParameter(shown, `${shown} is given more than once.`, "repeated");
    seen.add(name);
    switch (name) {
      case "show":
        query.show = parseShow(text);
        break;
      case "limit":
        query.limit = parseLimit(text);
        break;
      case "cursor":
        if (text === "" || text.length > 4096) throw invalidParameter(name, "cursor is empty or too long.");
        query.cursor = text;
        break;
      default:
        throw invalidParameter(shown, `Unknown parameter ${shown}.`, "unknown");
    }
  }
  return query;
}

function parseShow(text: string): ExportShow {
  const show = EXPORT_SHOWS.find((known) => known === text);
  if (!show) throw invalidParameter("show", `show must be one of ${EXPORT_SHOWS.join(", ")}.`);
  return show;
}

function parseLimit(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text) || Number(text) > MOST_EXPORTS) {
    throw invalidParameter("limit", `limit must be a whole number from 1 to ${MOST_EXPORTS}.`);
  }
  return Number(text);
}

/** The same query as parameters, defaults left out. Pure. */
export function exportsQueryToSearch({ show, limit, cursor }: ExportsQuery): URLSearchParams {
  const search = new URLSearchParams();
  if (show !== "all") search.set("show", show);
  if (limit !== DEFAULT_EXPORTS) search.set("limit", String(limit));
  if (cursor !== null) search.set("cursor", cursor);
  return search;
}
