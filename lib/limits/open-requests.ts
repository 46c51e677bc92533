import "server-only";
import { SHARES } from "./shares";

/* What this process is busy with. On globalThis, because the framework may load this module more than once. */
interface Requests {
  /** Requests of any kind whose response is not complete. */
  open: number;
  /** Those of them whose response is a stream. */
  streams: number;
  /** API requests in progress. */
  api: number;
  ending: AbortController;
  isEnding: boolean;
  /** Stops each server from accepting connections. */
  closers: (() => void)[];
}

const REQUESTS = Symbol.for("passdesk.requests");

function requests(): Requests {
  const holder = globalThis as { [REQUESTS]?: Requests };
  holder[REQUESTS] ??= {
    open: 0,
    streams: 0,
    api: 0,
    ending: new AbortController(),
    isEnding: false,
    closers: [],
  };
  return holder[REQUESTS];
}

/** Takes a place for an API request and answers a function that frees it; null if all are taken. */
export function takePlace(): (() => void) | null {
  const state = requests();
  if (state.api >= SHARES.api_requests.most) return null;
  state.api++;
  let isBack = false;
  return () => {
    if (!isBack) state.api--;
    isBack = true;
  };
}

export function requestOpened(): void {
  requests().open++;
}

export function requestClosed(): void {
  requests().open--;
}

/**
 * Counts a response that is a stream as one, until the answered function is called: it may go on for as long as its
 * reader likes, and nobody else is refused for that.
 */
export function streamBegan(): () => void {
  const state = requests();
  state.streams++;
  return () => void state.streams--;
}

export function openRequests(): number {
  return requests().open;
}

export function areAllPlacesTaken(): boolean {
  return requests().api >= SHARES.api_requests.most;
}

export function isOverloaded(): boolean {
  const { open, streams } = requests();
  return open - streams > SHARES.open_requests.most;
}

/** From now on readiness is 503. */
export function beginEnding(): void {
  requests().isEnding = true;
}

export function isEnding(): boolean {
  return requests().isEnding;
}

/** Remembers how to stop a server from accepting connections. */
export function onStopListening(close: () => void): void {
  requests().closers.push(close);
}

/** From now on no connection is accepted, and those without a request are closed. */
export function stopListening(): void {
  for (const close of requests().closers) close();
}

/** Aborts when open responses must be cut so that the process can exit in time. */
export function endingSignal(): AbortSignal {
  return requests().ending.signal;
}

export function cutOpenAnswers(): void {
  requests().ending.abort();
}
