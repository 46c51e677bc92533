import type { ApiAsk, ApiOutcome } from "./ask-api";

/**
 * Loads `askApi` on first use and calls it, so that the first load of the list stays small. Answers null if the module
 * did not load, as after a new version was deployed. Never throws.
 */
export async function lazyAskApi<T>(path: string, ask?: ApiAsk): Promise<ApiOutcome<T> | null> {
  const loaded = await import("./ask-api").catch(() => null);
  return loaded && loaded.askApi<T>(path, ask);
}
