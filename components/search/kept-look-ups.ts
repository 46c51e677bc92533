import type { SearchResult } from "@/lib/search/search-result";

/** A place somebody looked up: ids and the name of a product, nothing about a person. */
export type RecentLookUp = { href: string; title: string; detail: string };

export type KeptLookUp = { text: string; result: SearchResult | null; at: string };

const RECENT = "pd-recent-look-ups";
const KEPT = "pd-look-up";
const MOST_RECENT = 8;
const MOST_KEPT_CHARACTERS = 2_000_000;
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

/** The look-up of this tab, or null. It may hold personal data, so it ends with the tab and with the session. */
export function readLookUp(): KeptLookUp | null {
  const kept = readJson(() => sessionStorage.getItem(KEPT)) as Partial<KeptLookUp> | null;
  if (typeof kept?.text !== "string" || typeof kept.at !== "string") return null;
  return { text: kept.text, result: kept.result ?? null, at: kept.at };
}

/** Keeps a look-up for this tab, and tells the page of look-ups. */
export function keepLookUp(lookUp: KeptLookUp): void {
  const whole = JSON.stringify(lookUp);
  const text = whole.length > MOST_KEPT_CHARACTERS ? JSON.stringify({ ...lookUp, result: null }) : whole;
  keep(() => sessionStorage.setItem(KEPT, text));
  window.dispatchEvent(new Event(LOOK_UP_KEPT));
}

/** Forgets every look-up of this device and tab; whoever signs in next sees none of them. */
export function forgetLookUps(): void {
  clearRecent();
  keep(() => sessionStorage.removeItem(KEPT));
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
