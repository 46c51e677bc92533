import type { SearchResult } from "@/lib/search/search-result";

/** A place somebody looked up: ids and the name of a product, nothing about a person. */
export type RecentLookUp = { href: string; title: string; detail: string };

export type KeptLookUp = { text: string; result: SearchResult; at: string };

/* In memory alone: a pasted mail names a person, and what a browser stores outlives its tab on disk. */
let lookUp: KeptLookUp | null = null;

const RECENT = "pd-recent-look-ups";
const MOST_RECENT = 8;
/** Fired on the window when a look-up was put down for the page of look-ups. */
export const LOOK_UP_KEPT = "pd-look-up-kept";

/** The last places looked up on this device, newest first. */
export function readRecent(): readonly RecentLookUp[] {
  const kept = readJson(() => localStorage.getItem(RECENT));
  return Array.isArray(kept) ? kept.filter(isRecent).slice(0, MOST_RECENT) : [];
}

/** Puts a place first among the recent ones. */
export function rememberRecent({ href, title, detail }: RecentLookUp): void {
  const others = readRecent().filter((each) => each.href !== href);
  const next = [{ href, title, detail }, ...others].slice(0, MOST_RECENT);
  keep(() => localStorage.setItem(RECENT, JSON.stringify(next)));
}

export function clearRecent(): void {
  keep(() => localStorage.removeItem(RECENT));
}

/** The look-up of this page, or null. It may hold personal data, so a reload, another tab and the next session have none. */
export function readLookUp(): KeptLookUp | null {
  return lookUp;
}

/** Keeps a look-up until the page is loaded anew, and tells the page of look-ups. */
export function keepLookUp(next: KeptLookUp): void {
  lookUp = next;
  window.dispatchEvent(new Event(LOOK_UP_KEPT));
}

/** Forgets every look-up of this device and tab; whoever signs in next sees none of them. */
export function forgetLookUps(): void {
  clearRecent();
  lookUp = null;
}

function isRecent(value: unknown): value is RecentLookUp {
  const { href, title, detail } = (value ?? {}) as Partial<RecentLookUp>;
  return typeof title === "string" && typeof detail === "string" && /^\/(passes|riders)\/\d/.test(href ?? "");
}

/* A browser may refuse its storage; then nothing is kept, and nothing fails. */
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
