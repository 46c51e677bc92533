import { invalidParameter } from "@/lib/errors";
import type { FieldValues } from "@/lib/fields/field-spec";
import { resolveTime } from "@/lib/time/time-expression";
import {
  ANY_OF_FIELDS,
  type AnyOfField,
  FLAGS,
  type Flag,
  PASS_FIELDS,
  RANGE_FIELDS,
  type RangeField,
  SORT_FIELDS,
  type SortField,
} from "@/lib/passes/pass-fields";
import { PERSONAL_KINDS, recognise } from "./pass-search";

/*
 * The state of a list of passes, closed and serializable: what the URL says, parsed. Times stay as written (`now-7d`), so
 * that the query reads back as the same URL tomorrow; they are checked here and resolved when the query runs.
 */

export const RANGE_OPERATORS = ["gte", "gt", "lte", "lt"] as const;
export type RangeOperator = (typeof RANGE_OPERATORS)[number];
export type Range = { [O in RangeOperator]?: string } & { empty?: boolean };

export interface PassQuery {
  any_of: { [F in AnyOfField]?: string[] };
  ranges: { [F in RangeField]?: Range };
  flags: Flag[];
  archived: "exclude" | "only" | "include";
  q: string | null;
  sort: { field: SortField; direction: "asc" | "desc" };
  limit: number;
  cursor: string | null;
  count: "bounded" | "exact" | "none";
}

export const DEFAULT_LIMIT = 50;
const MOST_ROWS = 200;
const MOST_VALUES = 500;
const MOST_TEXT = 4096;
const DEFAULT_SORT: PassQuery["sort"] = { field: "id", direction: "desc" };

export interface ParseOptions {
  now: Date;
  zone: string;
  /** The query comes from a request body, where a name or an e-mail address may stand. */
  personal?: boolean;
}

type Parameter = (query: PassQuery, text: string, name: string, options: ParseOptions) => void;

const PARAMETERS: ReadonlyMap<string, Parameter> = new Map<string, Parameter>([
  ...ANY_OF_FIELDS.map((field): [string, Parameter] => [
    field,
    (query, text, name) => (query.any_of[field] = parseList(field, text, name)),
  ]),
  ...RANGE_FIELDS.flatMap((field): [string, Parameter][] => [
    ...RANGE_OPERATORS.map((operator): [string, Parameter] => [
      `${field}[${operator}]`,
      (query, text, name, options) => {
        // A plus sign typed into an address arrives as a space.
        const time = text.replace(" ", "+");
        if (resolveTime(time, options.now, options.zone) === null) throw notATime(name);
        query.ranges[field] = { ...query.ranges[field], [operator]: time };
      },
    ]),
    [
      `${field}[empty]`,
      (query, text, name) =>
        (query.ranges[field] = {
          ...query.ranges[field],
          empty: oneOf(text, ["true", "false"], name) === "true",
        }),
    ],
  ]),
  [
    "flag",
    (query, text, name) => (query.flags = unique(text.split(",")).map((flag) => oneOf(flag, FLAGS, name))),
  ],
  ["archived", (query, text, name) => (query.archived = oneOf(text, ["exclude", "only", "include"], name))],
  ["count", (query, text, name) => (query.count = oneOf(text, ["bounded", "exact", "none"], name))],
  ["sort", (query, text, name) => (query.sort = parseSort(text, name))],
  ["limit", (query, text, name) => (query.limit = parseLimit(text, name))],
  ["cursor", (query, text, name) => (query.cursor = bounded(text, name))],
  ["q", (query, text, name, options) => (query.q = parseSearch(text, name, options))],
]);

/** Parameter names a list understands, for documentation and tests. */
export const PASS_PARAMETERS: readonly string[] = [...PARAMETERS.keys()];

/**
 * Parses the parameters of a list. Throws 400 naming the parameter for an unknown one, one given twice, an empty or
 * impossible value. Nothing is ever ignored.
 */
export function parsePassQuery(search: URLSearchParams, options: ParseOptions): PassQuery {
  const query: PassQuery = {
    any_of: {},
    ranges: {},
    flags: [],
    archived: "exclude",
    q: null,
    sort: DEFAULT_SORT,
    limit: DEFAULT_LIMIT,
    cursor: null,
    count: "bounded",
  };
  const seen = new Set<string>();
  for (const [name, text] of search) {
    const parameter = PARAMETERS.get(name);
    if (!parameter) throw invalidParameter(shorten(name), `Unknown parameter ${shorten(name)}.`, "unknown");
    if (seen.has(name)) throw invalidParameter(name, `${name} is given more than once.`, "repeated");
    seen.add(name);
    parameter(query, text, name, options);
  }
  return query;
}

/** The same query as parameters, defaults left out, in one fixed order: two equal queries give one text. */
export function passQueryToSearch(query: PassQuery): URLSearchParams {
  const search = new URLSearchParams();
  for (const field of ANY_OF_FIELDS) {
    const values = query.any_of[field];
    if (values) search.set(field, values.join(","));
  }
  for (const field of RANGE_FIELDS) {
    const range = query.ranges[field] ?? {};
    for (const operator of RANGE_OPERATORS) {
      const text = range[operator];
      if (text !== undefined) search.set(`${field}[${operator}]`, text);
    }
    if (range.empty !== undefined) search.set(`${field}[empty]`, String(range.empty));
  }
  if (query.flags.length > 0) search.set("flag", query.flags.join(","));
  if (query.archived !== "exclude") search.set("archived", query.archived);
  if (query.q !== null) search.set("q", query.q);
  const sort = `${query.sort.direction === "desc" ? "-" : ""}${query.sort.field}`;
  if (sort !== "-id") search.set("sort", sort);
  if (query.limit !== DEFAULT_LIMIT) search.set("limit", String(query.limit));
  if (query.cursor !== null) search.set("cursor", query.cursor);
  if (query.count !== "bounded") search.set("count", query.count);
  return search;
}

/** The query without what only moves within it: equal texts are the same rows in the same order. */
export function passQueryIdentity(query: PassQuery): string {
  return passQueryToSearch({ ...query, limit: DEFAULT_LIMIT, cursor: null, count: "bounded" }).toString();
}

const PRINTABLE = /^[\x21-\x2b\x2d-\x7e]{1,128}$/;
const VALUE: Record<FieldValues, { pattern: RegExp; says: string }> = {
  row_id: { pattern: /^(0|[1-9]\d{0,9})$/, says: "a whole number" },
  provider_id: { pattern: PRINTABLE, says: "an id of 1 to 128 printable characters" },
  word: { pattern: /^[a-z0-9_-]{1,32}$/, says: "a lower-case word" },
};

function parseList(field: AnyOfField, text: string, name: string): string[] {
  const values = unique(text.split(",").map((value) => value.trim()));
  if (values.length > MOST_VALUES)
    throw invalidParameter(name, `${name} takes at most ${MOST_VALUES} values.`, "too_many");
  const spec = PASS_FIELDS[field];
  if ("values" in spec) return values.map((value) => oneOf(value, spec.values, name));
  const { pattern, says } = VALUE[spec.holds];
  for (const value of values) {
    if (!pattern.test(value) || (spec.holds === "row_id" && Number(value) > 2_147_483_647)) {
      throw invalidParameter(name, `Each value of ${name} must be ${says}.`);
    }
  }
  return values;
}

function parseSort(text: string, name: string): PassQuery["sort"] {
  const descending = text.startsWith("-");
  return {
    field: oneOf(descending ? text.slice(1) : text, SORT_FIELDS, name),
    direction: descending ? "desc" : "asc",
  };
}

function parseLimit(text: string, name: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text) || Number(text) > MOST_ROWS) {
    throw invalidParameter(name, `${name} must be a whole number from 1 to ${MOST_ROWS}.`);
  }
  return Number(text);
}

function parseSearch(text: string, name: string, options: ParseOptions): string {
  const trimmed = text.trim();
  if (trimmed === "" || trimmed.length > 200) {
    throw invalidParameter(name, `${name} must have 1 to 200 characters.`);
  }
  if (!options.personal && PERSONAL_KINDS.has(recognise(trimmed).kind)) {
    const message = "Names, e-mail addresses and phone numbers are searched by POST, not in an address.";
    throw invalidParameter(name, message, "personal");
  }
  return trimmed;
}

function oneOf<T extends string>(text: string, allowed: readonly T[], name: string): T {
  const found = allowed.find((value) => value === text);
  if (found === undefined) throw invalidParameter(name, `${name} must be one of ${allowed.join(", ")}.`);
  return found;
}

function bounded(text: string, name: string): string {
  if (text === "" || text.length > MOST_TEXT) throw invalidParameter(name, `${name} is empty or too long.`);
  return text;
}

function notATime(name: string) {
  return invalidParameter(name, `${name} must be a time such as 2026-11-22T15:04:05Z, now-7d or today.`);
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}

function shorten(name: string): string {
  return name.length > 64 ? `${name.slice(0, 64)}…` : name;
}
