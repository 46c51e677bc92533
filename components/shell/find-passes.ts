import type { Pass } from "@/lib/passes/pass";

export type FoundPasses = {
  passes: readonly Pass[];
  total: { value: number; relation: "eq" | "gte" };
  /** What the server took the text for, as in "e-mail". */
  recognised: { kind: string; label: string } | null;
};

type Answer = { data?: Pass[]; total?: FoundPasses["total"]; recognised?: FoundPasses["recognised"] };

/** A search that failed, with a sentence for the person. */
export class SearchFailed extends Error {
  override name = "SearchFailed";
}

/** Searches by POST, so that what was typed is in no address and no log; throws `SearchFailed`, or the abort. */
export async function findPasses(text: string, signal: AbortSignal): Promise<FoundPasses> {
  const response = await send(text, signal);
  if (response.status === 401)
    location.assign(`/sign-in?callbackUrl=${encodeURIComponent(location.pathname)}`);
  if (!response.ok) throw new SearchFailed(reasonOf(response));
  const answer = (await response.json()) as Answer;
  if (!Array.isArray(answer.data))
    throw new SearchFailed("The server gave an answer that this page cannot read.");
  return {
    passes: answer.data,
    total: answer.total ?? { value: answer.data.length, relation: "eq" },
    recognised: answer.recognised ?? null,
  };
}

async function send(text: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch("/api/v1/passes/search", {
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
  const wait_s = Number(response.headers.get("retry-after"));
  if (response.status === 429)
    return wait_s > 0 ? `Too many searches. Wait ${wait_s} s.` : "Too many searches.";
  return "The portal database did not answer.";
}
