import { canonicalJson } from "@/lib/canonical-json";
import { csvLine, EXCEL_MARK, textCell } from "@/lib/csv/csv-line";
import type { AuditFormat } from "./audit-export-request";
import type { AuditItem } from "./audit-item";

const COLUMNS = [
  "id", "created_on", "action", "actor_type", "actor_id", "actor_name", "actor_role", "subject_type", "subject_id",
  "reason_code", "reason_note", "case_ref", "before", "after", "data", "request_id", "chain_number", "chain_hash",
] as const; // prettier-ignore

export interface AuditLines {
  head: string;
  line: (item: AuditItem) => string;
}

/** CSV with one column per field (before, after and data as JSON), or one line per entry as the API writes it. Pure. */
export function auditLines(format: AuditFormat): AuditLines {
  if (format === "ndjson") return { head: "", line: (item) => `${JSON.stringify(item)}\n` };
  return { head: (format === "csv-excel" ? EXCEL_MARK : "") + csvLine([...COLUMNS]), line: csvOf };
}

function csvOf({ actor, subject, reason, seal, ...item }: AuditItem): string {
  // Our own numbers and times need no protection against formulas.
  return csvLine([
    item.id,
    item.created_on,
    ...[item.action, actor.type, actor.id, actor.name, actor.role, subject?.type, subject?.id].map(text),
    ...[reason?.code, reason?.note, reason?.case_ref].map(text),
    ...[item.before, item.after, item.data].map((value) => text(value && canonicalJson(value))),
    text(item.request_id),
    seal?.seq ?? "",
    seal?.hash ?? "",
  ]);
}

function text(value: string | null | undefined): string {
  return value === null || value === undefined ? "" : textCell(value);
}
