import { createHash } from "node:crypto";

const FIXED = 1;

/** What every draw of the tests begins with: `TEST_SEED`, else the same number every time. */
export const TEST_SEED = Number(process.env["TEST_SEED"] ?? FIXED);

/** Numbers from 0 up to 1 that `TEST_SEED` and `name` decide. A test takes one source and draws from it in order. */
export function drawn(name: string): () => number {
  let count = 0;
  return () => {
    const hash = createHash("sha256").update(`${TEST_SEED} ${name} ${count++}`).digest();
    return hash.readUInt32BE() / 2 ** 32;
  };
}
