import type { ApiAsk, ApiOutcome } from "./ask-api";

/**
 * As `askApi`, which it loads first: for the parts of the list, whose first load is kept small. Null where that did not load,
 * as after a new version of the desk. Never throws.
 */
export async function lazyAskApi<T>(path: string, ask?: ApiAsk): Promise<ApiOutcome<T> | null> {
  const loaded = await import("./ask-api").catch(() => null);
  return loaded && loaded.askApi<T>(path, ask);
}
