import { afterEach, expect, test, vi } from "vitest";
import { SHARES } from "./shares";
import { inTurn } from "./turns";

afterEach(() => vi.useRealTimers());

/* A change that goes on until it is let go. */
function slowChange() {
  let finish: (value: string) => void = () => undefined;
  const done = new Promise<string>((resolve) => (finish = resolve));
  return { run: vi.fn(() => done), finish };
}
const patient = () => new AbortController().signal;
const { most, waiting } = SHARES.changes_of_one_thing;

test("changes of one thing are made one after the other, those of another thing beside them", async () => {
  const first = slowChange();
  const made = [inTurn("/things/1", patient(), first.run)];
  const later = vi.fn(() => "second");
  made.push(inTurn("/things/1", patient(), later));
  expect(await inTurn("/things/2", patient(), () => "other")).toBe("other");
  expect(later).not.toHaveBeenCalled();
  first.finish("first");
  expect(await Promise.all(made)).toEqual(["first", "second"]);
});

test("one beyond those who wait is told so at once; one who left makes room; all get their turn", async () => {
  const first = slowChange();
  const running = Array.from({ length: most }, () => inTurn("/things/1", patient(), first.run));
  const gone = new AbortController();
  const left = inTurn("/things/1", gone.signal, () => "never").catch((error: unknown) => error);
  const queue = Array.from({ length: waiting - 1 }, () => inTurn("/things/1", patient(), () => "done"));
  const beyond = {
    code: "unavailable",
    retryAfter_s: 1,
    message: expect.stringContaining("Several others") as string,
  };
  await expect(inTurn("/things/1", patient(), () => "beyond")).rejects.toMatchObject(beyond);
  gone.abort("gone");
  expect(await left).toBe("gone");
  queue.push(inTurn("/things/1", patient(), () => "done"));
  first.finish("first");
  await Promise.all(running);
  expect(await Promise.all(queue)).toEqual(Array.from({ length: waiting }, () => "done"));
});

test("a change that fails gives its turn on", async () => {
  await expect(inTurn("/things/1", patient(), () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await inTurn("/things/1", patient(), () => "next")).toBe("next");
});
