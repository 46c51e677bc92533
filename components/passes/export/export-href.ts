import type { ExportFormat } from "@/lib/passes/export/export-request";
import type { ColumnView } from "@/lib/passes/list/list-columns";
import { type PassQuery, passQueryIdentity } from "@/lib/passes/query/pass-query";

export interface ExportChoice {
  columns: "shown" | "all";
  format: ExportFormat;
  /** IANA name. */
  time_zone: string;
}

/** The address that starts the same export in the background. Pure. */
export function backgroundHref(
  query: PassQuery,
  shown: readonly ColumnView[],
  choice: ExportChoice,
  view: string | null,
): string {
  const search = new URL(exportHref(query, shown, choice), "http://desk").searchParams;
  if (view !== null) search.set("view", view);
  return `/exports?new=1&${search}`;
}

/** The address of the file: every page of the list, with its query and order. Pure. */
export function exportHref(query: PassQuery, shown: readonly ColumnView[], choice: ExportChoice): string {
  const search = new URLSearchParams(passQueryIdentity(query));
  search.set("format", choice.format);
  if (choice.columns === "shown") {
    search.set("columns", [...new Set(shown.flatMap((view) => view.fields))].join(","));
  }
  search.set("time_zone", choice.time_zone);
  return `/api/v1/passes/export?${search}`;
}
