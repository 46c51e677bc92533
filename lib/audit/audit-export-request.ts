import { invalidParameter } from "@/lib/errors";
import { type AuditQuery, parseAuditQuery } from "./audit-query";

const AUDIT_FORMATS = ["csv", "csv-excel", "ndjson"] as const;
export type AuditFormat = (typeof AUDIT_FORMATS)[number];

export interface AuditExportRequest {
  query: AuditQuery;
  format: AuditFormat;
}

/* Where a page starts says nothing about all of them. */
const OF_A_PAGE = ["limit", "cursor", "entry"];

/** Parses filters and `format` (default csv). Throws 400 naming the first parameter that is unknown, repeated or impossible. */
export function parseAuditExport(
  search: URLSearchParams,
  options: Parameters<typeof parseAuditQuery>[1],
): AuditExportRequest {
  const paged = OF_A_PAGE.find((name) => search.has(name));
  if (paged !== undefined) throw invalidParameter(paged, `${paged} has no meaning for an export.`, "unknown");
  if (search.getAll("format").length > 1) {
    throw invalidParameter("format", "format is given more than once.", "repeated");
  }
  const asked = search.get("format") ?? "csv";
  const format = AUDIT_FORMATS.find((each) => each === asked);
  if (!format) throw invalidParameter("format", `format must be one of ${AUDIT_FORMATS.join(", ")}.`);
  const filters = new URLSearchParams([...search].filter(([name]) => name !== "format"));
  return { query: parseAuditQuery(filters, options), format };
}
