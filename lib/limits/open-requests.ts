import "server-only";
import type { Share } from "./share";
import { SHARES } from "./shares";

/** What a request asks for: people's pages are not refused because programs are busy, nor the other way round. */
export type Place = "api" | "page";

const MOST: Record<Place, Share> = { api: SHARES.api_requests, page: SHARES.pages };

/* What this process is busy with. On globalThis, because the framework may load this module more than once. */
interface Requests {
  /** Requests of any kind whose response is not complete. */
  open: number;
  /** Those of them whose response is a stream. */
  streams: number;
  /** Requests in progress, by what they ask for. */
  inProgress: Record<Place, number>;
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
    inProgress: { api: 0, page: 0 },
    ending: new AbortController(),
    isEnding: false,
    closers: [],
  };
  return holder[REQUESTS];
}

/** Takes a place for a request and answers a function that frees it; null if all are taken. */
export function takePlace(place: Place): (() => void) | null {
  const { inProgress } = requests();
  if (areAllPlacesTaken(place)) return null;
  inProgress[place]++;
  let isBack = false;
  return () => {
    if (!isBack) inProgress[place]--;
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

export function areAllPlacesTaken(place: Place): boolean {
  return requests().inProgress[place] >= MOST[place].most;
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
