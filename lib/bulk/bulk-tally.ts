import type { BulkRow } from "@/db/bulk/bulk-corrections";
import type { BulkOutcome, BulkRefusal, BulkWarning } from "./bulk";
import { warningSentence, whySentence } from "./bulk-why";

/** Counts beside the numbers of a bulk correction, stored with its row so that nobody has to count its items. */
export interface BulkTally {
  why: { [O in BulkRefusal["outcome"]]?: Record<string, number> };
  warnings: Record<string, number>;
  /** Since when it has run without a pause, and how many passes were done at that time. */
  since: string | null;
  done_before: number;
}

const NONE: BulkTally = { why: {}, warnings: {}, since: null, done_before: 0 };

export function tallyOf(row: Pick<BulkRow, "tally">): BulkTally {
  return { ...NONE, ...(row.tally as Partial<BulkTally> | null) };
}

/** The outcome of one pass, to be counted. */
export interface Told {
  outcome: BulkOutcome;
  why: string | null;
  warnings?: readonly string[];
}

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

export function countOutcomes(told: readonly Pick<Told, "outcome">[]): Record<BulkOutcome, number> {
  const counts = { will_change: 0, unchanged: 0, refused: 0, changed: 0, skipped: 0, failed: 0 };
  for (const { outcome } of told) counts[outcome] += 1;
  return counts;
}

const ORDER = ["failed", "refused", "skipped", "unchanged"] as const;

/** Every reason why passes are not changed, the most frequent first within an outcome. Pure. */
export function refusalsOf({ why }: BulkTally): BulkRefusal[] {
  return ORDER.flatMap((outcome) =>
    Object.entries(why[outcome] ?? {})
      .filter(([, count]) => count > 0)
      .sort(([, a], [, b]) => b - a)
      .map(([code, count]) => ({ outcome, code, message: whySentence(code), count })),
  );
}

/** What is unusual about the changes, the most frequent first. Pure. */
export function warningsOf({ warnings }: BulkTally): BulkWarning[] {
  return Object.entries(warnings)
    .sort(([, a], [, b]) => b - a)
    .map(([code, count]) => ({ code, message: warningSentence(code), count }));
}
