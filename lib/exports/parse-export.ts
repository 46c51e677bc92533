import { z } from "zod";
import { AppError, invalidParameter } from "@/lib/errors";
import { listQuery, withoutPage } from "@/lib/fields/list-query";
import { parseExportRequest } from "@/lib/passes/export/export-request";
import type { ExportField } from "@/lib/passes/pass-fields";
import { PASS_PARAMETERS } from "@/lib/passes/query/pass-parameters";
import {
  type ParseOptions,
  type PassQuery,
  passQueryIdentity,
  passQueryOf,
} from "@/lib/passes/query/pass-query";
import { searchOfBody } from "@/lib/passes/query/pass-query-body";
import { PERSONAL_KINDS, recognise } from "@/lib/passes/query/pass-search";
import { FILE_FORMATS, type FileFormat, LONGEST_EXPORT_NAME } from "./export";

const NAME = `The name must have 1 to ${LONGEST_EXPORT_NAME} characters on one line.`;
const DEFAULT_NAME = "Passes";

const exportNameSchema = z
  .string()
  .transform((text) => text.trim().replace(/\s+/g, " "))
  .refine((text) => text !== "" && text.length <= LONGEST_EXPORT_NAME && !/\p{C}/u.test(text), {
    error: NAME,
  });

/** Name, format, columns and zone of the file, whichever passes it has. */
export const exportShape = {
  name: exportNameSchema.optional(),
  format: z.enum(FILE_FORMATS).default("csv"),
  /** Field names in the order of the file; absent: all fields. */
  columns: z.union([z.string().max(1000), z.array(z.string().max(64)).max(64)]).optional(),
  time_zone: z.string().max(64).optional(),
};

export const newExportSchema = z.strictObject({
  ...exportShape,
  /** The query as a body of `passes/search` has it. */
  query: z.record(z.string(), z.unknown()).optional(),
  /** The query as an address has it. */
  search: z.string().max(16_384).optional(),
});
export type NewExportRequest = z.output<typeof newExportSchema>;

export interface ExportAsk {
  name: string;
  query: PassQuery;
  /** The query in its canonical text. */
  search: string;
  format: FileFormat;
  columns: ExportField[];
  time_zone: string;
}

/* The parameters of a list without those of the page: an export has every row. */
const KEPT_QUERY = listQuery(null, withoutPage(PASS_PARAMETERS));

/**
 * Parses a request for an export. Throws 400 naming the parameter at fault, and 422 for a query that searches for a
 * person (it would be stored). Pure.
 */
export function parseExport(sent: NewExportRequest, at: Omit<ParseOptions, "personal">): ExportAsk {
  const query = parseQuery(sent, at);
  refusePersonal(query);
  const search = passQueryIdentity(query);
  const columns = Array.isArray(sent.columns) ? sent.columns.join(",") : sent.columns;
  const shape = new URLSearchParams();
  if (columns !== undefined) shape.set("columns", columns);
  if (sent.time_zone !== undefined) shape.set("time_zone", sent.time_zone);
  const parsed = parseExportRequest(shape, at);
  return {
    name: sent.name ?? DEFAULT_NAME,
    query,
    search,
    format: sent.format,
    columns: parsed.columns,
    time_zone: parsed.time_zone,
  };
}

function parseQuery(
  { query, search }: Pick<NewExportRequest, "query" | "search">,
  at: Omit<ParseOptions, "personal">,
): PassQuery {
  if (query !== undefined && search !== undefined) {
    throw invalidParameter("query", "Send search or query, not both.", "repeated");
  }
  const asked = query === undefined ? new URLSearchParams(search) : searchOfBody(query);
  return passQueryOf(KEPT_QUERY.parse(asked, at), { personal: true });
}

function refusePersonal({ q }: PassQuery): void {
  if (q === null || !PERSONAL_KINDS.has(recognise(q).kind)) return;
  const message =
    "An export cannot keep a name, an email address or a phone number. Filter by rider instead.";
  throw new AppError("invalid_change", message, { errors: [{ field: "q", code: "personal", message }] });
}
