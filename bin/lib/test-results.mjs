import { existsSync, readFileSync } from "node:fs";

const none = { passed: 0, failed: 0, skipped: 0 };

const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined);

/** Counts of a vitest JSON report; a file that could not be loaded counts as one failed test. */
export function vitestCounts(file, code) {
  const report = read(file);
  if (!report) return atLeastOneFailed(none, code);
  const broken = report.testResults.filter(
    (suite) => suite.status === "failed" && suite.assertionResults.length === 0,
  );
  const counts = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  return atLeastOneFailed(counts, code);
}

/** Counts of a Playwright JSON report; a test that passed only on a retry counts as failed. */
export function playwrightCounts(file, code) {
  const report = read(file);
  if (!report) return atLeastOneFailed(none, code);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return atLeastOneFailed({ passed: expected, failed: unexpected + flaky, skipped }, code);
}

export function checkCounts(file, code) {
  return atLeastOneFailed({ ...none, ...read(file) }, code);
}

/** A tool that failed without naming a test counts as one failure, never as none. */
function atLeastOneFailed(counts, code) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

export const sum = (all) =>
  all.reduce(
    (left, right) => ({
      passed: left.passed + right.passed,
      failed: left.failed + right.failed,
      skipped: left.skipped + right.skipped,
    }),
    none,
  );
