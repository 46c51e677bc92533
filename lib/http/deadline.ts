import "server-only";
import { unavailable } from "./problem";

/** Milliseconds from a request's arrival until its caller gets a 503, unless its answer has begun. */
export const DEADLINE_MS = 2800;

/** How long a request may take, as one signal that everything done for it can listen to. */
export interface Deadline {
  /** Aborts when the time is over, or when one of the given signals aborts. Then its reason is what the caller is told. */
  signal: AbortSignal;
  /** What `work` answers; rejects with 503 as soon as the time is over. */
  within: <T>(work: Promise<T>) => Promise<T>;
  /** The answer has begun, so time no longer ends it. */
  lift: () => void;
}

/** Starts the time of one request. A frozen database must not freeze its callers. */
export function startDeadline(limit_ms: number, ...others: AbortSignal[]): Deadline {
  const over = new AbortController();
  const timer = setTimeout(
    () => over.abort(unavailable("The database takes too long to answer. Try again shortly.")),
    limit_ms,
  );
  return {
    signal: AbortSignal.any([over.signal, ...others]),
    within: async (work) => {
      let stop: () => void = () => undefined;
      const late = new Promise<never>((_, reject) => {
        stop = () => reject(over.signal.reason as Error);
        if (over.signal.aborted) stop();
        else over.signal.addEventListener("abort", stop);
      });
      try {
        return await Promise.race([work, late]);
      } finally {
        over.signal.removeEventListener("abort", stop);
      }
    },
    lift: () => clearTimeout(timer),
  };
}
