import { randomInt } from "node:crypto";

/** Before all tests: settles and prints the seed. `TEST_SEED=random` draws one; workers inherit the number. */
export function setup(): void {
  if (process.env["TEST_SEED"] === "random") process.env["TEST_SEED"] = String(randomInt(2 ** 31));
  process.stderr.write(`TEST_SEED=${process.env["TEST_SEED"] ?? "1"}\n`);
}
