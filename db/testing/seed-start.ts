import { randomInt } from "node:crypto";

/** Runs before all tests: chooses and prints the seed. `TEST_SEED=random` draws one; workers inherit it. */
export function setup(): void {
  if (process.env["TEST_SEED"] === "random") process.env["TEST_SEED"] = String(randomInt(2 ** 31));
  process.stderr.write(`TEST_SEED=${process.env["TEST_SEED"] ?? "1"}\n`);
}
