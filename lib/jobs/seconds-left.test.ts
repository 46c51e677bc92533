import { expect, test } from "vitest";
import { secondsLeft } from "./seconds-left";

const NOW = new Date("2026-11-29T12:00:00.000Z");
const running = {
  state: "running",
  rows_done: 1_200_000,
  rows_total: 3_000_000,
  started_on: "2026-11-29T11:56:00.000Z",
};

test("the time left follows from the speed so far", () => {
  expect(secondsLeft(running, NOW)).toBe(360);
});

test.each([
  ["it has just started", { started_on: "2026-11-29T11:59:59.000Z" }],
  ["its total is unknown", { rows_total: null }],
  ["nothing is done", { rows_done: 0 }],
  ["it does not run", { state: "queued" }],
])("nobody can say while %s", (_when, but) => {
  expect(secondsLeft({ ...running, ...but }, NOW)).toBeNull();
});
