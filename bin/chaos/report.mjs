/* The figures of a run and its verdict. */

/** Milliseconds: the longest answer of a web process that was there, and the first success after a fault was over. */
const LONGEST_ANSWER_MS = 6_000;
const FIRST_SUCCESS_MS = 10_000;

/**
 * For each fault, how long after its end the first change was acknowledged, counted from when no other stood between people
 * and data either; null if none was before the run's end. Pure.
 */
export function firstSuccesses(played, successes_ms) {
  return played.map(({ kind, over_ms }) => {
    const free_ms = played.reduce(
      (free, { track, ...other }) =>
        track === "path" && other.began_ms <= free && free < other.over_ms ? other.over_ms : free,
      over_ms,
    );
    const first = successes_ms.find((at) => at >= free_ms);
    return { kind, first_success_ms: first === undefined ? null : first - free_ms };
  });
}

/** What is wrong, as sentences; a run without any has held. Pure. */
export function wrongs({ ledger, found, recoveries, exports, others }) {
  return [
    ...found.lost.map((each) => `lost: ${each}`),
    ...found.doubled.map((each) => `doubled: ${each}`),
    ...found.half.map((each) => `half: ${each}`),
    ...ledger.problems,
    ...(ledger.longest.ms > LONGEST_ANSWER_MS ? [`the longest answer took ${ledger.longest.ms} ms: ${ledger.longest.what}`] : []), // prettier-ignore
    ...recoveries
      .filter(({ first_success_ms }) => first_success_ms === null || first_success_ms > FIRST_SUCCESS_MS)
      .map(({ kind, first_success_ms }) => `after ${kind}, the first change was acknowledged ${first_success_ms === null ? "never" : `${first_success_ms} ms later`}`), // prettier-ignore
    ...ledger.changes
      .filter(({ state }) => state === "open")
      .map(({ kind, id }) => `never settled: ${kind} ${id}`),
    ...exports.problems,
    ...others,
  ];
}

/** The figures as lines to read. Pure. */
export function figureLines({ ledger, found, recoveries, exports, audit, ends_ms, seconds }) {
  const kinds = [...new Set(ledger.changes.map(({ kind }) => kind))].sort();
  const failures = [...ledger.failures].map(([kind, n]) => `${n} × ${kind}`).join(", ");
  const played = [...new Set(recoveries.map(({ kind }) => kind))];
  return [
    `  ${seconds} s, ${ledger.answers} answers, ${ledger.refused} refused by rule`,
    `  changes acknowledged: ${kinds.map((kind) => `${kind} ${ledger.count(kind, "acknowledged")}`).join(", ")}`,
    `  of those that leave an entry: ${found.acknowledged} acknowledged, ${found.entries} entries; lost ${found.lost.length}, doubled ${found.doubled.length}, half ${found.half.length}`, // prettier-ignore
    `  requests that failed: ${failures || "none"}`,
    `  longest answer of a web process that was there: ${ledger.longest.ms} ms (${ledger.longest.what})`,
    ...played.map((kind) => `  after ${kind}: first success ${timesAfter(recoveries, kind)} ms`),
    `  exports: ${exports.ready}, as their rows were frozen but for ${exports.problems.length}`,
    `  told to end: ${ends_ms.map((ms) => `${ms} ms`).join(", ") || "nobody"}`,
    `  audit verify: ${audit}`,
  ];
}

const timesAfter = (recoveries, kind) =>
  recoveries
    .filter((each) => each.kind === kind)
    .map(({ first_success_ms }) => first_success_ms ?? "never")
    .join(", ");
