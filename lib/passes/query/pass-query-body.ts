import { z } from "zod";
import { invalidParameter } from "@/lib/errors";
import { type ParseOptions, parsePassQuery, type PassQuery } from "./pass-query";

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const schema = z.record(
  z.string(),
  z.union([scalar, z.array(scalar).min(1).max(500), z.record(z.string(), scalar)]),
);

/**
 * Parses a query from a JSON body: lists as arrays, ranges as objects (`{"status": ["USING"], "expiration": {"gte":
 * "now"}}`). Throws the same 400s as the URL, but `q` may be a name, an e-mail address or a phone number.
 */
export function parsePassQueryBody(body: unknown, options: Omit<ParseOptions, "personal">): PassQuery {
  return parsePassQuery(searchOfBody(body), { ...options, personal: true });
}

/** A JSON body as URL parameters. Throws 400 for a body that no URL could express. */
export function searchOfBody(body: unknown): URLSearchParams {
  const parsed = schema.safeParse(body);
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? "body");
    throw invalidParameter(field, `${field} must be a value, a list or an object of comparisons.`);
  }
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parsed.data)) {
    if (Array.isArray(value)) search.append(name, value.map((item) => listItem(name, item)).join(","));
    else if (typeof value !== "object") search.append(name, String(value));
    else
      for (const [operator, item] of Object.entries(value))
        search.append(`${name}[${operator}]`, String(item));
  }
  return search;
}

/* A comma inside an item would split it in two. */
function listItem(name: string, item: string | number | boolean): string {
  if (String(item).includes(",")) throw invalidParameter(name, `No value of ${name} may contain a comma.`);
  return String(item);
}
