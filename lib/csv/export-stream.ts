import "server-only";
import { createHash } from "node:crypto";

export interface ExportPart {
  bytes: Buffer;
  rows: number;
  /** Reads the next part; null if this is the last. */
  next: (() => Promise<ExportPart>) | null;
}

export interface ExportResult {
  /** `cancelled`: the reader went away, stalled, or has lost the right to read. */
  outcome: "finished" | "cancelled" | "failed";
  rows: number;
  bytes: number;
  sha256: string;
}

export interface ExportWatch {
  /** Called every few seconds; false ends the export. */
  mayGoOn: () => Promise<boolean>;
  /** Called once with the result, before the last byte leaves; if it throws, the export fails. */
  ended: (result: ExportResult, error: unknown) => Promise<void>;
  signal: AbortSignal;
}

const CHECK_EVERY_MS = 4000;
const MOST_STALL_MS = 120_000;

/**
 * Streams the parts only as fast as the reader takes them: one part is on its way while the next is read. The stream
 * ends cleanly only after every row is out and `ended` is done; anything else aborts it, so that a cut file never looks
 * whole.
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
          // The reader already has the error; `ended` logs its own.
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
            // The next pull awaits this promise; after a cancel nobody does.
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
