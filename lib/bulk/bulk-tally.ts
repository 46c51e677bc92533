import type { BulkRow } from "@/db/bulk/bulk-corrections";
import type { BulkOutcome, BulkRefusal, BulkWarning } from "./bulk";
import { warningSentence, whySentence } from "./bulk-why";

/** What is counted beside the numbers of a bulk correction, kept with its row so that nobody has to count items. */
export interface BulkTally {
  /** Passes by outcome and reason. */
  why: { [O in BulkRefusal["outcome"]]?: Record<string, number> };
  warnings: Record<string, number>;
  /** Since when it runs without a pause, and how many were done then. */
  since: string | null;
  done_before: number;
}

const NONE: BulkTally = { why: {}, warnings: {}, since: null, done_before: 0 };

/** The tally of a stored row. */
export function tallyOf(row: Pick<BulkRow, "tally">): BulkTally {
  return { ...NONE, ...(row.tally as Partial<BulkTally> | null) };
}

/** What became of one more pass. */
export interface Told {
  outcome: BulkOutcome;
  why: string | null;
  warnings?: readonly string[];
}

/** The tally with more passes in it. Pure. */
export function addToTally(tally: BulkTally, told: readonly Told[]): BulkTally {
  const why = structuredClone(tally.why);
  const warnings = { ...tally.warnings };
  for (const { outcome, why: code, warnings: unusual } of told) {
    for (const each of unusual ?? []) warnings[each] = (warnings[each] ?? 0) + 1;
    if (code === null || outcome === "will_change" || outcome === "changed") continue;
    const counts = (why[outcome] ??= {});
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return { ...tally, why, warnings };
}

/** How many of each outcome. Pure. */
export function countOutcomes(told: readonly Pick<Told, "outcome">[]): Record<BulkOutcome, number> {
  const counts = { will_change: 0, unchanged: 0, refused: 0, changed: 0, skipped: 0, failed: 0 };
  for (const { outcome } of told) counts[outcome] += 1;
  return counts;
}

const ORDER = ["failed", "refused", "skipped", "unchanged"] as const;

/** Everything that is not changed and why, the most first within an outcome. Pure. */
export function refusalsOf({ why }: BulkTally): BulkRefusal[] {
  return ORDER.flatMap((outcome) =>
    Object.entries(why[outcome] ?? {})
      .filter(([, count]) => count > 0)
      .sort(([, a], [, b]) => b - a)
      .map(([code, count]) => ({ outcome, code, message: whySentence(code), count })),
  );
}

/** What is unusual, the most first. Pure. */
export function warningsOf({ warnings }: BulkTally): BulkWarning[] {
  return Object.entries(warnings)
    .sort(([, a], [, b]) => b - a)
    .map(([code, count]) => ({ code, message: warningSentence(code), count }));
}
