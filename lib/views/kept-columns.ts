import { parseListColumns } from "@/lib/passes/list/list-columns";

/** Columns as a view stores them: null for the default ones. Throws 400 for an unknown column. Pure. */
export function parseKeptColumns(text: string | null): string | null {
  const columns = parseListColumns(text).join(",");
  return columns === parseListColumns(null).join(",") ? null : columns;
}
