import { invalidParameter } from "@/lib/errors";
import { JOB_KINDS, JOB_STATES, type JobKind, type JobState } from "./job";

/** The state of a list of jobs, closed and serializable. */
export interface JobQuery {
  states: JobState[];
  kinds: JobKind[];
  upkeep: "exclude" | "include" | "only";
  limit: number;
  cursor: string | null;
}

const UPKEEP = ["exclude", "include", "only"] as const;
const KINDS = Object.keys(JOB_KINDS) as JobKind[];
const DEFAULT_LIMIT = 50;
const MOST_ROWS = 200;

/** Parses the parameters of the list of jobs. Throws 400 naming the first that is unknown, repeated or impossible. */
export function parseJobQuery(search: URLSearchParams): JobQuery {
  const query: JobQuery = { states: [], kinds: [], upkeep: "exclude", limit: DEFAULT_LIMIT, cursor: null };
  const seen = new Set<string>();
  for (const [name, text] of search) {
    if (seen.has(name)) throw invalidParameter(name, `${name} is given more than once.`, "repeated");
    seen.add(name);
    readParameter(query, name, text);
  }
  return query;
}

function readParameter(query: JobQuery, name: string, text: string): void {
  switch (name) {
    case "state":
      query.states = manyOf(text, JOB_STATES, name);
      return;
    case "kind":
      query.kinds = manyOf(text, KINDS, name);
      return;
    case "upkeep":
      query.upkeep = oneOf(text, UPKEEP, name);
      return;
    case "limit":
      if (!/^[1-9]\d{0,2}$/.test(text) || Number(text) > MOST_ROWS) {
        throw invalidParameter(name, `limit must be a whole number from 1 to ${MOST_ROWS}.`);
      }
      query.limit = Number(text);
      return;
    case "cursor":
      if (text === "" || text.length > 1024) throw invalidParameter(name, "cursor is empty or too long.");
      query.cursor = text;
      return;
    default: {
      const shown = name.slice(0, 64);
      throw invalidParameter(shown, `Unknown parameter ${shown}.`, "unknown");
    }
  }
}

/** The same query as parameters in one fixed order, defaults left out. */
export function jobQueryToSearch(query: JobQuery): URLSearchParams {
  const search = new URLSearchParams();
  if (query.states.length > 0) search.set("state", query.states.join(","));
  if (query.kinds.length > 0) search.set("kind", query.kinds.join(","));
  if (query.upkeep !== "exclude") search.set("upkeep", query.upkeep);
  if (query.limit !== DEFAULT_LIMIT) search.set("limit", String(query.limit));
  if (query.cursor !== null) search.set("cursor", query.cursor);
  return search;
}

function manyOf<T extends string>(text: string, allowed: readonly T[], name: string): T[] {
  return [...new Set(text.split(","))].map((each) => oneOf(each, allowed, name));
}

function oneOf<T extends string>(text: string, allowed: readonly T[], name: string): T {
  const found = allowed.find((value) => value === text);
  if (found === undefined) throw invalidParameter(name, `${name} must be one of ${allowed.join(", ")}.`);
  return found;
}
