import { ensureRuntime } from "./lib/node-runtime.mjs";
import { endAll, isEnding, runProgram, temporaryFolder } from "./lib/processes.mjs";
import { Refusal, complain, say, seconds } from "./lib/say.mjs";
import { sum } from "./lib/test-results.mjs";
import {
  runBrowserTests,
  runChaos,
  runChecks,
  runDatabaseTests,
  runRunbook,
  runUnit,
} from "./lib/test-suites.mjs";

const suites = {
  check: runChecks,
  unit: runUnit,
  db: runDatabaseTests,
  e2e: runBrowserTests,
  runbook: runRunbook,
  chaos: runChaos,
};

/** Runs all suites, or the named one with arguments for its tool: `node bin/test.mjs [check|unit|db|e2e|runbook|chaos] [-- …]`. */
async function main() {
  const [name, ...rest] = process.argv.slice(2).filter((argument) => argument !== "--");
  if (name && !Object.hasOwn(suites, name)) {
    throw new Refusal(
      `There is no suite "${name}": use check, unit, db, e2e, runbook or chaos, or none of them for all.`,
    );
  }
  const node = await ensureRuntime();
  const folder = temporaryFolder("test");
  const context = { node, folder, extra: rest };
  const counts = [];
  for (const [suite, runSuite] of Object.entries(suites).filter(([key]) => !name || key === name)) {
    counts.push(await outcome(suite, () => runSuite(context)));
  }
  // Ends everything first, so that no output follows the summary.
  await endAll();
  const total = sum(counts);
  say(`\n${summary(total)}`);
  return total.failed === 0 && total.passed > 0 ? 0 : 1;
}

const summary = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;

/** A suite that could not run counts as one failure, and the next suite still runs. */
async function outcome(suite, runSuite) {
  try {
    const from = performance.now();
    say(`→ ${suite} tests …`);
    const counts = await runSuite();
    say(`${counts.failed === 0 ? "✓" : "✗"} ${suite} tests: ${summary(counts)} (${seconds(from)})`);
    return counts;
  } catch (error) {
    if (isEnding()) throw error;
    complain(error);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

await runProgram(main);
