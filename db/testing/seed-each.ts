import fc from "fast-check";
import { afterEach } from "vitest";
import { TEST_SEED } from "./seed";

/* Runs in every test file: properties draw from the one seed, and a failure prints it. */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: TEST_SEED });

afterEach(({ task }) => {
  if (task.result?.state === "fail") process.stderr.write(`TEST_SEED=${TEST_SEED} ${task.fullName}\n`);
});
