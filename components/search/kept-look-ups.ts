import type { SearchResult } from "@/lib/search/search-result";

/** A place that somebody looked up: ids and the name of a product, no personal data. */
export type RecentLookUp = { href: string; title: string; detail: string };

export type KeptLookUp = { text: string; result: SearchResult; at: string };

/* In memory only: a pasted mail names people, and what a browser stores stays on disk after its tab closes. */
let lookUp: KeptLookUp | null = null;

const RECENT = "pd-recent-look-ups";
const MOST_RECENT = 8;
/** Fired on the window when a look-up was stored for the page of look-ups. */
export const LOOK_UP_KEPT = "pd-look-up-kept";

/** The places last looked up on this device, newest first. */
export function readRecent(): readonly RecentLookUp[] {
  const kept = readJson(() => localStorage.getItem(RECENT));
  return Array.isArray(kept) ? kept.filter(isRecent).slice(0, MOST_RECENT) : [];
}

/** Puts a place at the top of the recent look-ups. */
export function rememberRecent({ href, title, detail }: RecentLookUp): void {
  const others = readRecent().filter((each) => each.href !== href);
  const next = [{ href, title, detail }, ...others].slice(0, MOST_RECENT);
  keep(() => localStorage.setItem(RECENT, JSON.stringify(next)));
}

export function clearRecent(): void {
  keep(() => localStorage.removeItem(RECENT));
}

/**
 * The stored look-up, or null. It may hold personal data, so it is lost on a reload, in another tab and in the next
 * session.
 */
export function readLookUp(): KeptLookUp | null {
  return lookUp;
}

/** Stores a look-up until the page reloads, and notifies the page of look-ups. */
export function keepLookUp(next: KeptLookUp): void {
  lookUp = next;
  window.dispatchEvent(new Event(LOOK_UP_KEPT));
}

/** Removes every look-up of this device and tab, so that the next person to sign in sees none. */
export function forgetLookUps(): void {
  clearRecent();
  lookUp = null;
}

function isRecent(value: unknown): value is RecentLookUp {
  const { href, title, detail } = (value ?? {}) as Partial<RecentLookUp>;
  return typeof title === "string" && typeof detail === "string" && /^\/(passes|riders)\/\d/.test(href ?? "");
}

/* A browser may refuse storage; then nothing is stored and nothing fails. */
function keep(act: () => void): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}

function readJson(read: () => string | null): unknown {
  try {
    return JSON.parse(read() ?? "null") as unknown;
  } catch {
    return null;
  }
}
