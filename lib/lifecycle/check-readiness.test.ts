import { beforeEach, expect, test, vi } from "vitest";
import type { Context } from "@/lib/context";
import { testContext } from "@/lib/testing/test-context";
import { checkReadiness } from "./check-readiness";

vi.mock("@/db/doctor/health", () => ({
  missingColumns: () => Promise.resolve([]),
  requireWriter: () => ask(),
}));
vi.mock("@/lib/time/follow-clock", () => ({ requireClock: () => Promise.resolve() }));

let ask: () => Promise<void> = () => Promise.resolve();
const ctx = testContext({} as Context["db"], { actor: null });
const ready = async () => (await checkReadiness(ctx, false)).status;
const never = () => new Promise<never>(() => undefined);

beforeEach(() => {
  delete (globalThis as Record<symbol, unknown>)[Symbol.for("passdesk.readiness")];
  vi.stubEnv("DATABASE_URL", "mysql://nobody:none@127.0.0.1:1/none");
  vi.stubEnv("AUTH_SECRET", "s".repeat(32));
  vi.useFakeTimers({ toFake: ["performance"] });
  return () => vi.useRealTimers();
});

test("a database that stops answering is told as soon as a check has failed, and no answer waits for one", async () => {
  ask = () => Promise.resolve();
  expect(await ready()).toBe("ready");
  let fail: (error: Error) => void = () => undefined;
  const asked = vi.fn(() => new Promise<void>((_, reject) => (fail = reject)));
  ask = asked;
  for (let second = 0; second < 3; second++) {
    vi.advanceTimersByTime(1001);
    expect(await ready(), "the check before").toBe("ready");
  }
  expect(asked, "never two at once").toHaveBeenCalledTimes(1);
  fail(new Error("gone"));
  await new Promise((resolve) => setImmediate(resolve));
  ask = never;
  vi.advanceTimersByTime(1001);
  expect(await ready()).toBe("not_ready");
});

test("the first check of a process is waited for", async () => {
  let answer: () => void = () => undefined;
  ask = () => new Promise((resolve) => (answer = resolve));
  const first = ready();
  setTimeout(() => answer(), 100);
  expect(await first).toBe("ready");
});
