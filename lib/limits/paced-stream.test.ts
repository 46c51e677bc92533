import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { paced, SLICE_BYTES } from "./paced-stream";
import { STREAM_PACE } from "./shares";

beforeEach(() => vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "setTimeout", "performance"] }));
afterEach(() => vi.useRealTimers());

const { span_ms, least_bytes } = STREAM_PACE;

/* A source of `count` slices, each ready after `delay_ms`. */
function slices(count: number, delay_ms = 0) {
  let [left, at] = [count, 0];
  const cancelled = vi.fn();
  const source = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (delay_ms > 0) await new Promise((resolve) => setTimeout(resolve, delay_ms));
        if (left-- === 0) return controller.close();
        controller.enqueue(new Uint8Array(SLICE_BYTES).fill(++at));
      },
      cancel: cancelled,
    },
    { highWaterMark: 0 },
  );
  return { source, cancelled };
}

const outcome = (reading: Promise<unknown>) => reading.then(() => "ended", (error: Error) => error.message); // prettier-ignore

test("every byte arrives in order, and the end is told once it is there", async () => {
  const ended = vi.fn();
  const { stream, pace } = paced(slices(3).source, ended);
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  expect([bytes.length, bytes[0], bytes[SLICE_BYTES], bytes.at(-1)]).toEqual([3 * SLICE_BYTES, 1, 2, 3]);
  expect(ended).toHaveBeenCalled();
  expect(pace.waiting_ms()).toBe(0);
});

test("a reader who takes nothing is cut after a minute, and the source is told", async () => {
  const { source, cancelled } = slices(3);
  const ended = vi.fn();
  const { stream, cut, pace } = paced(source, ended);
  const reader = stream.getReader();
  await reader.read();
  await vi.advanceTimersByTimeAsync(span_ms - 2000);
  expect(cut.aborted).toBe(false);
  expect(pace.waiting_ms()).toBeGreaterThan(span_ms - 5000);
  await vi.advanceTimersByTimeAsync(3000);
  expect(cut.aborted).toBe(true);
  expect(await outcome(reader.read())).toBe("the reader takes too little");
  expect(cancelled).toHaveBeenCalledOnce();
  expect(ended).toHaveBeenCalled();
});

/** Reads a slice each `every_ms` for five minutes; answers how it went. */
async function readSlowly(stream: ReadableStream<Uint8Array>, every_ms: number): Promise<string> {
  const reader = stream.getReader();
  const read = async () => {
    for (let passed = 0; passed < 5 * 60_000; passed += every_ms) {
      await reader.read();
      await new Promise((resolve) => setTimeout(resolve, every_ms));
    }
  };
  const reading = outcome(read());
  await vi.advanceTimersByTimeAsync(6 * 60_000);
  return reading;
}

test("the least that a reader may take is half a megabyte a minute", async () => {
  const count = least_bytes / SLICE_BYTES;
  expect(await readSlowly(paced(slices(200).source, vi.fn()).stream, span_ms / (count + 1))).toBe("ended");
  expect(await readSlowly(paced(slices(200).source, vi.fn()).stream, span_ms / (count - 2))).toBe(
    "the reader takes too little",
  );
});

test("a slow source is not held against its reader", async () => {
  const { stream } = paced(slices(4, 50_000).source, vi.fn());
  const whole = new Response(stream).arrayBuffer();
  await vi.advanceTimersByTimeAsync(300_000);
  expect((await whole).byteLength).toBe(4 * SLICE_BYTES);
});

test("a source that fails while nobody reads is told at once, so that its place is free", async () => {
  let fail: (error: Error) => void = () => undefined;
  const source = new ReadableStream<Uint8Array>({
    start: (controller) => (fail = (e) => controller.error(e)),
  });
  const ended = vi.fn();
  const { stream } = paced(source, ended);
  fail(new Error("the reader went away"));
  await vi.advanceTimersByTimeAsync(0);
  expect(ended).toHaveBeenCalled();
  expect(await outcome(stream.getReader().read())).toBe("the reader went away");
});
