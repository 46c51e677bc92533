import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";

/** One request for a page, from its arrival to its last byte. */
export interface PageVisit {
  requestId: string;
  /** See `Context.signal`. */
  signal: AbortSignal;
  /** The address with the names of its parameters instead of their values; null until a page says it. */
  route: string | null;
  actorId: string | null;
  /** The page reads something without which it has no answer; `done` says that it has it or never will. */
  reading: () => { done: () => void };
  /** The page failed: if nothing has been sent, the answer says so with its status. */
  fail: (error: unknown) => void;
}

const VISITS = Symbol.for("passdesk.page-visits");

/* On globalThis: the framework may load this module more than once per process. */
function visits(): AsyncLocalStorage<PageVisit> {
  const holder = globalThis as { [VISITS]?: AsyncLocalStorage<PageVisit> };
  return (holder[VISITS] ??= new AsyncLocalStorage());
}

/** Runs `work` for a visit, which `pageVisit` finds in everything it starts. */
export function duringVisit(visit: PageVisit, work: () => void): void {
  visits().run(visit, work);
}

/** The visit that is being answered; undefined outside a page. */
export function pageVisit(): PageVisit | undefined {
  return visits().getStore();
}

/**
 * Reads what a page is about. Its first byte waits for it, because a status cannot be changed afterwards: if it fails,
 * the answer is 503 or 500 instead of half a page. What may come late, such as a count, is read without it.
 */
export async function decisive<T>(read: Promise<T>): Promise<T> {
  const visit = pageVisit();
  const reading = visit?.reading();
  try {
    return await read;
  } catch (error) {
    visit?.fail(error);
    throw error;
  } finally {
    reading?.done();
  }
}

/** Whether an error is how the framework redirects or answers 403 and 404. Pure. */
export function isControlFlow(error: unknown): boolean {
  return error instanceof Error && "digest" in error && String(error.digest).startsWith("NEXT_");
}
