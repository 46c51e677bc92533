export interface Timing {
  runs: number;
  median_ms: number;
  p95_ms: number;
  max_ms: number;
}

export interface Pace {
  /** Number of runs, if the case is fast enough for them. */
  runs: number;
  warm_up: number;
}

/**
 * Makes one request and answers its milliseconds; `turn` counts up, so that a case can use a different row each time.
 */
export type Probe = (turn: number) => Promise<number>;

const FEWEST_RUNS = 8;
/* A slow case gets only as many runs as fit in this time. */
const PATIENCE_MS = 20_000;

/** Alternates two probes (A B A B …), so that other load on the machine affects both alike. */
export async function measure(
  app: Probe,
  floor: Probe | null,
  pace: Pace,
): Promise<{ app: Timing; floor: Timing | null }> {
  let slowest = 0;
  for (let turn = 0; turn < pace.warm_up; turn++) {
    slowest = Math.max(slowest, await app(turn));
    if (floor) await floor(turn);
    if (slowest > 1000) break;
  }
  const samples: { app: number[]; floor: number[] } = { app: [], floor: [] };
  const started = performance.now();
  for (let turn = 0; turn < pace.runs; turn++) {
    if (turn >= FEWEST_RUNS && performance.now() - started > PATIENCE_MS) break;
    samples.app.push(await app(turn));
    if (floor) samples.floor.push(await floor(turn));
  }
  return { app: summarize(samples.app), floor: floor ? summarize(samples.floor) : null };
}

export function summarize(samples: readonly number[]): Timing {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) =>
    round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { runs: sorted.length, median_ms: at(0.5), p95_ms: at(0.95), max_ms: at(1) };
}

export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
