import { listQuery, type QueryOf, withoutPage } from "@/lib/fields/list-query";
import { oneOf } from "@/lib/fields/parameter";
import { AUDIT_PARAMETERS } from "./audit-query";

const AUDIT_FORMATS = ["csv", "csv-excel", "ndjson"] as const;
export type AuditFormat = (typeof AUDIT_FORMATS)[number];

export const AUDIT_EXPORT_QUERY = listQuery("/audit/export", {
  ...withoutPage(AUDIT_PARAMETERS),
  format: oneOf(AUDIT_FORMATS, "How the file is written.", "csv"),
});
export type AuditExportRequest = QueryOf<typeof AUDIT_EXPORT_QUERY>;
