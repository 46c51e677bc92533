import "server-only";
import { type BulkRow, findBulk, listUndoing } from "@/db/bulk/bulk-corrections";
import { type BulkItemRow, findItemSpan, listItems, listLatestItems } from "@/db/bulk/bulk-item-rows";
import type { Database } from "@/db/connection";
import type { Context } from "@/lib/context";
import { jobWaits } from "@/lib/jobs/job-waits";
import type { BulkDetail } from "./bulk";
import { completeItems } from "@/lib/bulk/results/complete-items";
import { bulkOf } from "./bulk-row";
import { refusalsOf, tallyOf, warningsOf } from "./bulk-tally";
import { isBulkId, bulkNotFound } from "./bulk-id";

const SAMPLE = 5;

const LATEST = 8;

/* Steps of the golden ratio spread over any range without ever repeating. */
const GOLDEN = 0.618_033_988_75;

const BEFORE_IT_RUNS = new Set(["planning", "planned", "queued"]);

/** What `getBulk` answers, for callers that have authorized already. */
export async function bulkDetail(
  db: Database,
  ctx: Pick<Context, "clock" | "zone">,
  bulkId: string,
  sample = 0,
): Promise<BulkDetail> {
  const row = isBulkId(bulkId) ? await findBulk(db, bulkId) : null;
  if (!row) throw bulkNotFound();
  const at = { now: ctx.clock.now(), zone: ctx.zone };
  const [undoing, waits, sampled, latest] = await Promise.all([
    listUndoing(db, [bulkId]),
    jobWaits(db, [row.job_id]),
    sampleOf(db, row, sample),
    BEFORE_IT_RUNS.has(row.state) ? [] : listLatestItems(db, bulkId, "changed", LATEST),
  ]);
  const shown = await completeItems(db, row, unique([...sampled, ...latest]), at);
  const byPass = new Map(shown.map((item) => [item.pass_id, item]));
  const itemsOf = (rows: readonly BulkItemRow[]) =>
    rows.flatMap((item) => byPass.get(String(item.pass_id)) ?? []);
  const tally = tallyOf(row);
  return {
    ...bulkOf(row, at.now, undoing.get(bulkId) ?? null),
    waits_for: waits.get(String(row.job_id)) ?? null,
    sample: itemsOf(sampled),
    warnings: warningsOf(tally),
    refused: refusalsOf(tally),
    latest: itemsOf(latest),
  };
}

async function sampleOf(db: Database, row: BulkRow, sample: number): Promise<BulkItemRow[]> {
  const id = String(row.id);
  const outcome = BEFORE_IT_RUNS.has(row.state) || row.changed === 0 ? "will_change" : "changed";
  if (sample === 0) return listItems(db, id, { outcome, after: 0, limit: SAMPLE });
  const span = await findItemSpan(db, id, outcome);
  if (span === null) return [];
  const share = (sample * GOLDEN) % 1;
  const after = Math.floor(span.first + (span.last - span.first) * share) - 1;
  const found = await listItems(db, id, { outcome, after, limit: SAMPLE });
  // Near the end of the range too few passes remain; the rest of the sample comes from the beginning.
  const more = await listItems(db, id, { outcome, after: 0, limit: SAMPLE });
  return unique([...found, ...more]).slice(0, SAMPLE);
}

function unique(items: readonly BulkItemRow[]): BulkItemRow[] {
  return [...new Map(items.map((item) => [item.pass_id, item])).values()];
}
