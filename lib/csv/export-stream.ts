import "server-only";
import { createHash } from "node:crypto";

export interface ExportPart {
  bytes: Buffer;
  rows: number;
  /** Reads the next part; null when this is the last. */
  next: (() => Promise<ExportPart>) | null;
}

export interface ExportResult {
  /** `cancelled`: the reader went away, stalled, or may not read any more. */
  outcome: "finished" | "cancelled" | "failed";
  rows: number;
  bytes: number;
  sha256: string;
}

export interface ExportWatch {
  /** Asked every few seconds; false ends the export. */
  mayGoOn: () => Promise<boolean>;
  /** Told once how it ended, before the last byte leaves: what it throws makes the export fail. */
  ended: (result: ExportResult, error: unknown) => Promise<void>;
  signal: AbortSignal;
}

const CHECK_EVERY_MS = 4000;
const MOST_STALL_MS = 120_000;

/**
 * The parts as a stream that reads only as fast as its reader: one part on its way, the next being read. Ends cleanly only
 * when every row is out and `ended` is done; anything else breaks the stream off, so that no cut file looks whole.
 */
export function exportStream(first: ExportPart, watch: ExportWatch): ReadableStream<Uint8Array> {
  const hash = createHash("sha256");
  let [rows, bytes, pulledAt] = [0, 0, performance.now()];
  let upcoming: Promise<ExportPart> | null = Promise.resolve(first);
  let close: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stop: (error: Error) => void = () => undefined;
  const onAbort = () => stop(new Error("the reader went away"));

  const end = (outcome: ExportResult["outcome"], error: unknown = null) => {
    close ??= (async () => {
      clearInterval(timer);
      watch.signal.removeEventListener("abort", onAbort);
      await watch.ended({ outcome, rows, bytes, sha256: hash.copy().digest("hex") }, error);
    })();
    return close;
  };

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        stop = (error) => {
          controller.error(error);
          // What ended it is already told to the reader; `ended` logs its own trouble.
          void end("cancelled", error).catch(() => undefined);
        };
        timer = setInterval(() => void check(), CHECK_EVERY_MS);
        timer.unref();
        const check = async () => {
          if (performance.now() - pulledAt > MOST_STALL_MS) stop(new Error("the reader stalled"));
          else if (!(await watch.mayGoOn())) stop(new Error("the reader may not read any more"));
        };
        if (watch.signal.aborted) onAbort();
        else watch.signal.addEventListener("abort", onAbort);
      },
      async pull(controller) {
        pulledAt = performance.now();
        try {
          while (upcoming) {
            const part: ExportPart = await upcoming;
            if (close) return;
            upcoming = part.next?.() ?? null;
            // Its rejection is met by the next pull, or by nobody after a cancel.
            upcoming?.catch(() => undefined);
            const chunk = part.bytes;
            rows += part.rows;
            bytes += chunk.length;
            hash.update(chunk);
            if (chunk.length > 0) controller.enqueue(chunk);
            if (chunk.length > 0 && upcoming) return;
          }
          await end("finished");
          controller.close();
        } catch (error) {
          await end("failed", error).catch(() => undefined);
          throw error;
        }
      },
      cancel: (reason) => end("cancelled", reason),
    },
    { highWaterMark: 0 },
  );
}
