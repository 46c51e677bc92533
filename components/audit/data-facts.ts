import type { AuditWords } from "./audit-words";
import type { AuditItem } from "@/lib/audit/audit-item";
import { formatCount } from "@/lib/format";

/* The version and the pins that a correction left; only its undo reads them. */
const FOR_UNDOING = new Set(["etag", "pins"]);

const FACT_NAMES: Readonly<Record<string, string>> = { pinned: "held", sha256: "SHA-256" };

/* Any number that is not listed here is an id and is shown as it is. */
const COUNTS = new Set([
  "rows", "bytes", "missing", "changed", "skipped", "failed", "rows_done", "rows_kept",
]); // prettier-ignore

/** Everything else an entry recorded, as text for its details. */
export function dataFacts(
  item: AuditItem,
  labels: AuditWords["labels"] = {},
): [name: string, value: string][] {
  return Object.entries(item.data ?? {}).flatMap(([name, value]): [string, string][] => {
    if (FOR_UNDOING.has(name) || value === null || value === undefined) return [];
    if (Array.isArray(value) && value.length === 0) return [];
    const text = name === "pinned" || name === "fields" ? fieldsText(value, labels) : dataText(value, name);
    return [[FACT_NAMES[name] ?? name.replaceAll("_", " "), text]];
  });
}

function fieldsText(value: unknown, labels: AuditWords["labels"]): string {
  const fields = typeof value === "object" && value !== null && "fields" in value ? value.fields : value;
  if (!Array.isArray(fields)) return dataText(value);
  return fields.map((field) => labels[String(field)] ?? String(field)).join(", ");
}

function dataText(value: unknown, name?: string): string {
  if (typeof value === "number" && name !== undefined && COUNTS.has(name)) return formatCount(value);
  if (typeof value === "string") return value.replaceAll("_", " ");
  if (Array.isArray(value) && value.every((each) => typeof each === "string")) {
    return value.join(", ").replaceAll("_", " ");
  }
  return JSON.stringify(value);
}
