import "server-only";
import { createHash } from "node:crypto";
import { SLICE_BYTES } from "@/lib/limits/paced-stream";

export interface ExportPart {
  bytes: Buffer;
  rows: number;
  /** Reads the next part; null if this is the last. */
  next: (() => Promise<ExportPart>) | null;
}

export interface ExportResult {
  /** `cancelled`: the reader went away, took too little, or has lost the right to read. */
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

/**
 * Streams the parts only as fast as the reader takes them: one part is on its way while the next is read. The stream
 * ends cleanly only after every row is out and `ended` is done; anything else aborts it, so that a cut file never looks
 * whole.
 */
export function exportStream(first: ExportPart, watch: ExportWatch): ReadableStream<Uint8Array> {
  const sent = tally();
  let upcoming: Promise<ExportPart> | null = Promise.resolve(first);
  let rest: Uint8Array = new Uint8Array();
  let close: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stop: (error: Error) => void = () => undefined;
  const onAbort = () => stop(new Error("the reader went away"));

  const end = (outcome: ExportResult["outcome"], error: unknown = null) => {
    close ??= (async () => {
      clearInterval(timer);
      watch.signal.removeEventListener("abort", onAbort);
      await watch.ended({ outcome, ...sent.result() }, error);
    })();
    return close;
  };

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        stop = (error) => {
          controller.error(error);
          end("cancelled", error).catch(() => undefined); // the reader has the error; `ended` logs its own
        };
        const check = async () =>
          (await watch.mayGoOn()) || stop(new Error("the reader may not read any more"));
        timer = setInterval(() => void check(), CHECK_EVERY_MS).unref();
        if (watch.signal.aborted) onAbort();
        else watch.signal.addEventListener("abort", onAbort);
      },
      async pull(controller) {
        try {
          for (;;) {
            if (rest.length > 0) {
              const slice = rest.subarray(0, SLICE_BYTES);
              rest = rest.subarray(slice.length);
              sent.addSlice(slice);
              controller.enqueue(slice);
              if (rest.length > 0 || upcoming) return;
            }
            if (!upcoming) break;
            const part: ExportPart = await upcoming;
            if (close) return;
            upcoming = part.next?.() ?? null;
            upcoming?.catch(() => undefined); // the next pull awaits it; after a cancel nobody does
            sent.addRows(part.rows);
            rest = part.bytes;
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

/* Rows count as sent with the first byte of their part. */
function tally() {
  const hash = createHash("sha256");
  let [rows, bytes] = [0, 0];
  return {
    addRows: (more: number) => {
      rows += more;
    },
    addSlice: (slice: Uint8Array) => {
      bytes += slice.length;
      hash.update(slice);
    },
    result: () => ({ rows, bytes, sha256: hash.copy().digest("hex") }),
  };
}
