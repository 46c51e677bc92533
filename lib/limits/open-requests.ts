import "server-only";

/* What this process is busy with. On globalThis: the framework may load this module more than once. */
interface Load {
  /** Requests of any kind not yet answered to the last byte. */
  open: number;
  /** API requests whose answer is not yet known. */
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

/** Most API requests worked on at once; four for each database connection. */
export const MOST_API_REQUESTS = 64;
/** Most requests of any kind open at once. */
const MOST_REQUESTS = 128;

/** Takes one of the places for an API request and answers how to give it back; null when all are taken. */
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

/** From now on this process is not ready and says so. */
export function beginEnding(): void {
  load().isEnding = true;
}

export function isEnding(): boolean {
  return load().isEnding;
}

/** Aborts when open answers must be cut so that the process can end in time. */
export function endingSignal(): AbortSignal {
  return load().ending.signal;
}

export function cutOpenAnswers(): void {
  load().ending.abort();
}
