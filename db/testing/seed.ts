import { createHash } from "node:crypto";

const FIXED = 1;

/** The seed of all random draws in tests: `TEST_SEED`, or a fixed number. */
export const TEST_SEED = Number(process.env["TEST_SEED"] ?? FIXED);

/**
 * Numbers from 0 up to but not including 1, determined by `TEST_SEED` and `name`. Create one source per test and draw
 * from it in order.
 */
export function drawn(name: string): () => number {
  let count = 0;
  return () => {
    const hash = createHash("sha256").update(`${TEST_SEED} ${name} ${count++}`).digest();
    return hash.readUInt32BE() / 2 ** 32;
  };
}
