import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import { AppError, invalidParameter } from "@/lib/errors";
import { type ParseOptions, parsePassQuery, type PassQuery } from "@/lib/passes/query/pass-query";
import { parsePassQueryBody } from "@/lib/passes/query/pass-query-body";
import { PERSONAL_KINDS, recognise } from "@/lib/passes/query/pass-search";
import { canonicalSearch } from "./canonical-search";
import { LONGEST_NAME } from "./view";

const NAME = `The name must have 1 to ${LONGEST_NAME} characters on one line.`;
const fields = {
  name: z
    .string()
    .transform((text) => text.trim().replace(/\s+/g, " "))
    .refine((text) => text !== "" && text.length <= LONGEST_NAME && !/\p{C}/u.test(text), { error: NAME }),
  scope: z.enum(["private", "team"]),
  /** The query as URL parameters. */
  search: z.string().max(4096).optional(),
  /** The query as a body of `passes/search`. */
  query: z.record(z.string(), z.unknown()).optional(),
  columns: z.string().max(500).nullable().optional(),
  is_default: z.boolean().optional(),
};

export const newViewSchema = z.strictObject({ ...fields, scope: fields.scope.default("private") });
export type NewViewRequest = z.output<typeof newViewSchema>;

export const viewChangeSchema = z.strictObject({
  ...fields,
  name: fields.name.optional(),
  scope: fields.scope.optional(),
});
export type ViewChangeRequest = z.output<typeof viewChangeSchema>;

export interface KeptQuery {
  search: string;
  search_hash: string;
}

/**
 * The canonical query for a view to store, with its hash; undefined if none was sent. Throws 400 for an invalid query
 * and 422 for a search for a person.
 */
export function parseKeptQuery(
  sent: { search?: string | undefined; query?: Record<string, unknown> | undefined },
  at: Omit<ParseOptions, "personal">,
): KeptQuery | undefined {
  if (sent.search !== undefined && sent.query !== undefined) {
    throw invalidParameter("query", "Send search or query, not both.", "repeated");
  }
  const query =
    sent.search !== undefined
      ? parsePassQuery(new URLSearchParams(sent.search), { ...at, personal: true })
      : sent.query && parsePassQueryBody(sent.query, at);
  if (!query) return undefined;
  refusePersonal(query);
  const search = canonicalSearch(query);
  return { search, search_hash: createHash("sha256").update(search).digest("hex") };
}

function refusePersonal({ q }: PassQuery): void {
  if (q === null || !PERSONAL_KINDS.has(recognise(q).kind)) return;
  const message = "A view cannot keep a name, an e-mail address or a phone number. Filter by rider instead.";
  throw new AppError("invalid_change", message, { errors: [{ field: "q", code: "personal", message }] });
}
