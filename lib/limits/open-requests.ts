import "server-only";

/* What this process is busy with. On globalThis, because the framework may load this module more than once. */
interface Load {
  /** Requests of any kind whose response is not complete. */
  open: number;
  /** API requests in progress. */
  api: number;
  ending: AbortController;
  isEnding: boolean;
}

const LOAD = Symbol.for("passdesk.load");

function load(): Load {
  const holder = globalThis as { [LOAD]?: Load };
  holder[LOAD] ??= { open: 0, api: 0, ending: new AbortController(), isEnding: false };
  return holder[LOAD];
}

/** Maximum of concurrent API requests: four for each database connection. */
export const MOST_API_REQUESTS = 64;
/** Maximum of open requests of any kind. */
const MOST_REQUESTS = 128;

/** Takes a place for an API request and answers a function that frees it; null if all are taken. */
export function takePlace(): (() => void) | null {
  const state = load();
  if (state.api >= MOST_API_REQUESTS) return null;
  state.api++;
  let isBack = false;
  return () => {
    if (!isBack) state.api--;
    isBack = true;
  };
}

export function requestOpened(): void {
  load().open++;
}

export function requestClosed(): void {
  load().open--;
}

export function openRequests(): number {
  return load().open;
}

export function areAllPlacesTaken(): boolean {
  return load().api >= MOST_API_REQUESTS;
}

export function isOverloaded(): boolean {
  return load().open > MOST_REQUESTS;
}

/** From now on readiness is 503. */
export function beginEnding(): void {
  load().isEnding = true;
}

export function isEnding(): boolean {
  return load().isEnding;
}

/** Aborts when open responses must be cut so that the process can exit in time. */
export function endingSignal(): AbortSignal {
  return load().ending.signal;
}

export function cutOpenAnswers(): void {
  load().ending.abort();
}
