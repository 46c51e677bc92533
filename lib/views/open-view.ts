import { AppError } from "@/lib/errors";
import { parseListColumns } from "@/lib/passes/list/list-columns";
import { ANY_OF_FIELDS, PASS_FIELDS } from "@/lib/passes/pass-fields";
import { type ParseOptions, parsePassQuery, type PassQuery } from "@/lib/passes/query/pass-query";
import { canonicalSearch } from "./canonical-search";
import { parseKeptColumns } from "./kept-columns";

/** Something in a stored view that no longer exists. */
export interface Dropped {
  /** For people: "Status FROZEN", "the column colour". */
  what: string;
  why: "filter" | "value" | "product" | "column" | "search";
}

export interface OpenedView {
  query: PassQuery;
  /** The query as URL parameters. */
  search: string;
  /** As in `columns=`; null for the default ones. */
  columns: string | null;
  dropped: Dropped[];
}

interface OpenOptions extends Omit<ParseOptions, "personal"> {
  /** The catalog; null if products are not to be checked. */
  products: readonly { product_uuid: string }[] | null;
}

/**
 * The parts of a stored view's query and columns that are still valid, and what was dropped. Never throws, whatever is
 * stored. Pure.
 */
export function openView(view: { search: string; columns: string | null }, options: OpenOptions): OpenedView {
  const kept = new URLSearchParams();
  const dropped: Dropped[] = [];
  for (const [name, text] of new URLSearchParams(view.search)) {
    const known = kept.has(name)
      ? { text: null, dropped: [gone(name, text, "filter")] }
      : open(name, text, options);
    if (known.text !== null) kept.set(name, known.text);
    dropped.push(...known.dropped);
  }
  const query = { ...parsePassQuery(kept, options), cursor: null };
  const columns = openColumns(view.columns);
  return {
    query,
    search: canonicalSearch(query),
    columns: columns.text,
    dropped: [...dropped, ...columns.dropped],
  };
}

interface Part {
  text: string | null;
  dropped: Dropped[];
}

function open(name: string, text: string, options: OpenOptions): Part {
  const isList = name === "flag" || ANY_OF_FIELDS.some((field) => field === name);
  const values = isList ? [...new Set(text.split(","))] : [text];
  const good = values.filter((value) => isKnown(name, value, options) && isIssued(name, value, options));
  const gone_values = values.filter((value) => !good.includes(value));
  return {
    text: good.length > 0 && isKnown(name, good.join(","), options) ? good.join(",") : null,
    dropped: gone_values.map((value) =>
      gone(name, value, isKnown(name, value, options) ? "product" : reasonFor(name)),
    ),
  };
}

function isKnown(name: string, text: string, options: OpenOptions): boolean {
  // A view stores what is asked for, not which page is shown.
  if (["cursor", "limit", "count"].includes(name)) return false;
  try {
    parsePassQuery(new URLSearchParams([[name, text]]), { now: options.now, zone: options.zone });
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

function isIssued(name: string, value: string, { products }: OpenOptions): boolean {
  return name !== "product_uuid" || products === null || products.some((each) => each.product_uuid === value);
}

function reasonFor(name: string): Dropped["why"] {
  if (name === "q") return "search";
  const [field = ""] = name.split("[");
  return field in PASS_FIELDS || ["flag", "archived", "sort"].includes(name) ? "value" : "filter";
}

function gone(name: string, text: string, why: Dropped["why"]): Dropped {
  const [field = ""] = name.split("[");
  const label = Object.entries(PASS_FIELDS).find(([known]) => known === field)?.[1].label;
  if (why === "search") return { what: "a search for a person", why };
  return { what: `${label ?? brief(field)} ${brief(text)}`.trim(), why };
}

function openColumns(text: string | null): Part {
  if (text === null) return { text: null, dropped: [] };
  const names = [...new Set(text.split(","))];
  const good = names.filter(isColumn);
  const dropped = names
    .filter((name) => !good.includes(name))
    .map((name): Dropped => ({ what: `the column ${brief(name)}`.trim(), why: "column" }));
  return { text: good.length > 0 ? parseKeptColumns(good.join(",")) : null, dropped };
}

function isColumn(name: string): boolean {
  try {
    parseListColumns(name);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

function brief(text: string): string {
  return text.length > 48 ? `${text.slice(0, 48)}…` : text;
}
