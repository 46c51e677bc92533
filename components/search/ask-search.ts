import { askApi, type ApiOutcome, type Data } from "@/components/api/ask-api";
import type { SearchResult } from "@/lib/search/search-result";

/** Searches by POST, so that the typed text gets into no address and no log. Never throws. */
export function askSearch(text: string, signal: AbortSignal): Promise<ApiOutcome<Data<SearchResult>>> {
  return askApi("/api/v1/search", { method: "POST", body: { q: text }, repeat: "reads", signal });
}
