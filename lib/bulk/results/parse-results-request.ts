import { invalidParameter } from "@/lib/errors";
import { type BulkResultsQuery, parseBulkResultsQuery } from "./list-bulk-results";

/** The results as a page or as a file: the parameters of a page and `format`. Throws 400. Pure. */
export function parseResultsRequest(search: URLSearchParams): BulkResultsQuery & { format: "json" | "csv" } {
  const formats = search.getAll("format");
  const [format = "json", ...more] = formats;
  if (more.length > 0) throw invalidParameter("format", "format is given more than once.", "repeated");
  if (format !== "json" && format !== "csv")
    throw invalidParameter("format", "format must be one of json, csv.");
  const others = new URLSearchParams([...search].filter(([name]) => name !== "format"));
  return { ...parseBulkResultsQuery(others), format };
}
