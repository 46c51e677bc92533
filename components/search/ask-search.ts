import type { SearchResult } from "@/lib/search/search-result";

/** A search that failed, with a sentence for the person. */
export class SearchFailed extends Error {
  override name = "SearchFailed";
}

/** Searches by POST, so that what was typed is in no address and no log; throws `SearchFailed`, or the abort. */
export async function askSearch(text: string, signal: AbortSignal): Promise<SearchResult> {
  const response = await send(text, signal);
  if (response.status === 401)
    location.assign(`/sign-in?callbackUrl=${encodeURIComponent(location.pathname)}`);
  if (!response.ok) throw new SearchFailed(reasonOf(response));
  const answer = (await response.json()) as { data?: SearchResult };
  if (!Array.isArray(answer.data?.passes))
    throw new SearchFailed("The server gave an answer that this page cannot read.");
  return answer.data;
}

async function send(text: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch("/api/v1/search", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ q: text }),
      signal,
    });
  } catch (cause) {
    if (signal.aborted) throw cause;
    throw new SearchFailed("The server did not answer. Check the connection.", { cause });
  }
}

function reasonOf(response: Response): string {
  if (response.status === 401) return "Your session has ended. Sign in again.";
  if (response.status === 400 || response.status === 422) return "This text cannot be searched for.";
  if (response.status === 413) return "This text is too long. Look up a part of it.";
  const wait_s = Number(response.headers.get("retry-after"));
  if (response.status === 429)
    return wait_s > 0 ? `Too many searches. Wait ${wait_s} s.` : "Too many searches.";
  return "The portal database did not answer.";
}
