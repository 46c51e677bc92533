import "server-only";
import { STREAM_PACE } from "./shares";

/** How fast a reader takes a stream. */
export interface Pace {
  /** Milliseconds since the reader was last given something that it has not taken yet; 0 if the source is what it waits for. */
  waiting_ms: () => number;
  cut: (reason: Error) => void;
}

/** Sources give no more at once, so that a slow reader is seen to take something in time. */
export const SLICE_BYTES = 65_536;
const CHECK_EVERY_MS = 1000;

/**
 * `source` as fast as its reader takes it: a slice is sent when the one before was taken. In every minute that is spent waiting for the
 * reader it must take half a megabyte, or the stream is cut; time spent waiting for the source does not count. `ended`
 * is called at its end, whatever that is.
 */
export function paced(
  source: ReadableStream<Uint8Array>,
  ended: () => void,
): { stream: ReadableStream<Uint8Array>; cut: AbortSignal; pace: Pace } {
  const from = source.getReader();
  const cutting = new AbortController();
  const watch = readerWatch();
  let timer: NodeJS.Timeout | undefined;
  const end = () => {
    clearInterval(timer);
    ended();
  };
  const cut = (reason: Error) => {
    if (cutting.signal.aborted) return;
    end();
    cutting.abort(reason);
    // The source records that it was cut; nobody waits for that.
    from.cancel(reason).catch(() => undefined);
  };
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        cutting.signal.addEventListener("abort", () => controller.error(cutting.signal.reason));
        timer = setInterval(() => {
          if (watch.isTooSlow()) cut(new Error("the reader takes too little"));
        }, CHECK_EVERY_MS);
        timer.unref();
        // Also while the reader takes nothing, so that its place is free at once.
        from.closed.catch((error: unknown) => {
          end();
          controller.error(error);
        });
      },
      async pull(controller) {
        watch.taken();
        const { done, value } = await from.read();
        if (cutting.signal.aborted) return;
        if (done) {
          end();
          return controller.close();
        }
        watch.given(value.length);
        controller.enqueue(value);
      },
      cancel(reason) {
        end();
        return from.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, cut: cutting.signal, pace: { waiting_ms: watch.waiting_ms, cut } };
}

/* Adds up how long the reader was waited for, and what it took meanwhile, for about a minute at a time. */
function readerWatch() {
  let givenAt: number | null = null;
  let [offered, waited_ms, bytes] = [0, 0, 0];
  const waiting_ms = () => (givenAt === null ? 0 : performance.now() - givenAt);
  return {
    waiting_ms,
    given: (count: number) => {
      givenAt = performance.now();
      offered = count;
    },
    taken: () => {
      if (givenAt === null) return;
      waited_ms += waiting_ms();
      bytes += offered;
      givenAt = null;
      if (waited_ms >= STREAM_PACE.span_ms && bytes >= STREAM_PACE.least_bytes) [waited_ms, bytes] = [0, 0];
    },
    isTooSlow: () => waited_ms + waiting_ms() >= STREAM_PACE.span_ms && bytes < STREAM_PACE.least_bytes,
  };
}
