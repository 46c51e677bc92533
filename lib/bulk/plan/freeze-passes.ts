import type { BulkRow, BulkUpdate } from "@/db/bulk/bulk-corrections";
import type { BulkItemRow } from "@/db/bulk/bulk-item-rows";
import type { LockedPass } from "@/db/passes/pass-update";
import { passVersion } from "@/lib/passes/pass-etag";
import { passState } from "@/lib/corrections/correctable-state";
import type { BulkChanges } from "@/lib/bulk/bulk";
import { addToTally, countOutcomes, tallyOf, type Told } from "@/lib/bulk/bulk-tally";
import { planRow } from "@/lib/bulk/plan-row";

/** Passes as items of a plan, before the bulk correction has an id. */
export interface Frozen {
  items: Omit<BulkItemRow, "bulk_id">[];
  told: Told[];
}

/**
 * Checks the changes against each pass and freezes its version. Ids in `missing` name no pass; they are reported, not
 * dropped. Pure.
 */
export function freezePasses(
  rows: readonly LockedPass[],
  changes: BulkChanges,
  at: { now: Date; zone: string },
  missing: readonly number[] = [],
): Frozen {
  const frozen: Frozen = { items: [], told: [] };
  for (const row of rows) {
    const { outcome, why, warnings } = planRow(passState(row), changes, at);
    frozen.items.push({ pass_id: row.id, outcome, why, version: passVersion(row), audit_id: null });
    frozen.told.push({ outcome, why, warnings });
  }
  for (const pass_id of missing) {
    frozen.items.push({ pass_id, outcome: "refused", why: "gone", version: "", audit_id: null });
    frozen.told.push({ outcome: "refused", why: "gone" });
  }
  return frozen;
}

export function withFrozen(
  row: Pick<BulkRow, "matched" | "will_change" | "unchanged" | "refused" | "tally">,
  told: readonly Told[],
): BulkUpdate {
  const more = countOutcomes(told);
  return {
    matched: row.matched + told.length,
    will_change: row.will_change + more.will_change,
    unchanged: row.unchanged + more.unchanged,
    refused: row.refused + more.refused,
    tally: addToTally(tallyOf(row), told),
  };
}
