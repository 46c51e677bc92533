import { expect, test } from "vitest";
import { createTurns } from "./waiting-line";

test("never more than the places there are, and every place comes back", async () => {
  const turns = createTurns(3);
  let [at_once, most, done] = [0, 0, 0];
  await Promise.all(
    Array.from({ length: 50 }, async () => {
      expect(await turns.take(5000)).toBe(true);
      at_once += 1;
      most = Math.max(most, at_once);
      await new Promise((resolve) => setImmediate(resolve));
      at_once -= 1;
      done += 1;
      turns.giveBack();
    }),
  );
  expect([most, done]).toEqual([3, 50]);
  expect(await Promise.all([1, 2, 3].map(() => turns.take(0)))).toEqual([true, true, true]);
});

test("who waited too long has no place, and takes none from who comes later", async () => {
  const turns = createTurns(1);
  expect(await turns.take(0)).toBe(true);
  expect(await turns.take(5)).toBe(false);
  const patient = turns.take(5000);
  turns.giveBack();
  expect(await patient).toBe(true);
  turns.giveBack();
  expect(await turns.take(0)).toBe(true);
});
