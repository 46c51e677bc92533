import { expect, test } from "vitest";
import { createWaitingLine } from "./waiting-line";

/* Never aborts. */
const patience = () => new AbortController().signal;

test("never more than the places there are, and every place comes back", async () => {
  const line = createWaitingLine(3);
  let [at_once, most, done] = [0, 0, 0];
  await Promise.all(
    Array.from({ length: 50 }, async () => {
      expect(await line.take(patience())).toBe(true);
      at_once += 1;
      most = Math.max(most, at_once);
      await new Promise((resolve) => setImmediate(resolve));
      at_once -= 1;
      done += 1;
      line.giveBack();
    }),
  );
  expect([most, done]).toEqual([3, 50]);
  expect(await Promise.all([1, 2, 3].map(() => line.take(patience())))).toEqual([true, true, true]);
});

test("a caller who waited too long gets no place and takes none from later callers", async () => {
  const line = createWaitingLine(1);
  expect(await line.take(patience())).toBe(true);
  expect(await line.take(AbortSignal.timeout(5))).toBe(false);
  const patient = line.take(patience());
  line.giveBack();
  expect(await patient).toBe(true);
  line.giveBack();
  expect(await line.take(patience())).toBe(true);
});
