import { type AppError, invalidParameter } from "@/lib/errors";
import type { ReadingClock } from "@/lib/time/reading-clock";
import type { Parameter, ParameterSchema } from "./parameter";

/** The parameters of a list by their names in an address. */
export type Parameters<V> = { readonly [K in keyof V]: Parameter<V[K]> };

/** A parameter as an OpenAPI document describes it. */
export interface DescribedParameter {
  name: string;
  in: "query";
  description: string;
  schema: ParameterSchema & { default?: string | number };
}

export interface ListQuery<V> {
  /** The address the parameters belong to, below `/api/v1`; null if they have none of their own. */
  path: string | null;
  names: readonly string[];
  /** Throws 400 naming the first parameter that is unknown, given twice or impossible. It never ignores a parameter. */
  parse: (search: URLSearchParams, at: ReadingClock) => V;
  /** The query in one fixed order, without values that equal the default: equal queries give the same text. */
  toSearch: (query: V) => URLSearchParams;
  /** The query without the parameters of the page: equal texts mean the same rows in the same order. */
  identity: (query: V) => string;
  openapi: () => DescribedParameter[];
}

export type QueryOf<L> = L extends ListQuery<infer V> ? V : never;

/**
 * A list query, declared once by its parameters: parsing, the canonical address and the description derive from them.
 * Pure.
 */
export function listQuery<V extends object>(path: string | null, parameters: Parameters<V>): ListQuery<V> {
  const names = Object.keys(parameters) as (keyof V & string)[];
  const isName = (name: string): name is keyof V & string => Object.hasOwn(parameters, name);

  function parse(search: URLSearchParams, at: ReadingClock): V {
    const query = Object.fromEntries(names.map((name) => [name, parameters[name].absent])) as V;
    const seen = new Set<string>();
    for (const [name, text] of search) {
      if (!isName(name)) throw unknownParameter(name);
      if (seen.has(name)) throw invalidParameter(name, `${name} is given more than once.`, "repeated");
      seen.add(name);
      query[name] = parameters[name].read(text, name, at);
    }
    return query;
  }

  function toSearch(query: V): URLSearchParams {
    const search = new URLSearchParams();
    for (const name of names) {
      const { write, absent } = parameters[name];
      const text = write(query[name]);
      if (text !== write(absent)) search.set(name, text);
    }
    return search;
  }

  function identity(query: V): string {
    const search = toSearch(query);
    for (const name of names) if (parameters[name].isOfPage) search.delete(name);
    return search.toString();
  }

  function openapi(): DescribedParameter[] {
    return names
      .filter((name) => !parameters[name].isRefused)
      .map((name) => described(name, parameters[name]));
  }

  return { path, names, parse, toSearch, identity, openapi };
}

/** The parameters of a list for a use of all its rows: parameters of the page are refused by name. */
export function withoutPage<V extends object>(parameters: Parameters<V>): Parameters<V> {
  const names = Object.keys(parameters) as (keyof V)[];
  const all = names.map((name) => {
    const parameter = parameters[name];
    return [name, parameter.isOfPage ? { ...parameter, isRefused: true, read: refuseOfPage } : parameter];
  });
  return Object.fromEntries(all) as Parameters<V>;
}

export function unknownParameter(name: string): AppError {
  const shown = name.slice(0, 64);
  return invalidParameter(shown, `Unknown parameter ${shown}.`, "unknown");
}

function refuseOfPage(_: string, name: string): never {
  throw invalidParameter(name, `${name} does not apply here: every row of the list is meant.`);
}

function described<T>(
  name: string,
  { description, schema, absent, write }: Parameter<T>,
): DescribedParameter {
  const text = write(absent);
  const value = typeof absent === "number" ? absent : text;
  return { name, in: "query", description, schema: text === "" ? schema : { ...schema, default: value } };
}
