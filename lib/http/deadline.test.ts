import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { startDeadline } from "./deadline";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const never = () => new Promise<never>(() => undefined);

test("work that takes too long is 503, and whatever listens is told the same", async () => {
  const deadline = startDeadline(2800);
  const outcome = deadline.within(never()).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(2799);
  expect(deadline.signal.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(await outcome).toMatchObject({ code: "unavailable", status: 503, retryAfter_s: 1 });
  expect(deadline.signal.reason).toBe(await outcome);
  await expect(deadline.within(never()), "nothing starts afterwards").rejects.toBe(await outcome);
});

test("an answer that has begun goes on", async () => {
  const deadline = startDeadline(2800);
  expect(await deadline.within(Promise.resolve("first byte"))).toBe("first byte");
  deadline.lift();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(deadline.signal.aborted).toBe(false);
});

test("a caller who has gone is a reason to stop, too", () => {
  const gone = new AbortController();
  const { signal } = startDeadline(2800, gone.signal);
  gone.abort("gone");
  expect(signal.reason).toBe("gone");
});
