import "server-only";
import type { Database } from "@/db/connection";
import { fillIdentity, IDENTITY_WATERMARK } from "@/db/passes/pass-identity";
import { RIDER_LINKS } from "@/db/passes/rider-links";
import { buildPortalIndexes, dropPortalIndexes } from "@/db/schema/bulk-indexes";
import { writeSetting } from "@/db/settings/settings";
import type { TableName } from "@/db/tables";
import { serviceDayCuts } from "./calendar";
import { emptyTables } from "./portal-target";
import { loadFareRules } from "./seed-fare-rules";
import { BLOCK, CHUNK, clearGround, layGround, ORDERS_A_BLOCK } from "./seed-tables";
import { createOrderStage, loadOrders, type Plan, stageOrders } from "./seed-orders";
import { createPassStage, stagePasses } from "./pass-stage";
import { loadPassCompanions, loadPasses } from "./seed-passes";
import { loadRiders } from "./seed-riders";
import { SCENARIO_RIDERS } from "./scenario-riders";
import { loadScenarios, SCENARIO_PASSES, SCENARIO_PLACES } from "./scenarios";
import { dropReferenceIndex, loadDrift, loadSnapshots } from "./seed-snapshots";

export interface DemoSize {
  /** Passes in all, at least 100. */
  passes: number;
  /** The demo's "now", to the second. */
  anchor: Date;
}

export interface Progress {
  phase: string;
  rows: number;
  /** Rows in this phase. */
  of: number;
  seconds: number;
}
type Report = (progress: Progress) => void;

/** Above this, indexes are dropped for the load and built once at the end. */
const BULK_FROM = 50_000;
const LOCK_WAIT_S = 600;
const SHARE_OF_HISTORY = 0.96;
const DEMO_TABLES = [
  "bytemark_pass", "bytemark_tokens", "bytemark_orders", "bytemark_order_items", "bytemark_order_payments",
  "bytemark_ticket_refresh_log", "auth_user", "internal_user_tag", "points_transaction", "token_transaction",
  "ticket_transaction", "pd_pass_identity", "pd_pass_pin", "pd_note", "pd_snapshot", "pd_order_reference",
  "pd_drift", "pd_pass_route", "pd_fare_rule", "bytemark_pass_archive", "pd_bulk", "pd_bulk_item", "pd_archive_run",
] as const satisfies readonly TableName[]; // prettier-ignore

/**
 * Replaces the portal tables' content with demo data: the same size and anchor give the same rows, and another anchor
 * moves their times. Passes that ended before the anchor are loaded as settled. Statements are set-based and bounded,
 * so memory does not grow with size.
 */
export async function loadDemo(db: Database, size: DemoSize, report: Report): Promise<void> {
  const plan = planOf(size);
  const isBulk = size.passes > BULK_FROM;
  const loaded = await emptyTables(db, DEMO_TABLES);
  if (isBulk) await timed(report, "indexes removed", 0, () => removeIndexes(db));
  const generalPasses = size.passes - SCENARIO_PASSES;
  await layGround(db, size.anchor, Math.min(CHUNK, Math.max(generalPasses, plan.riders)));
  await timed(report, "riders", plan.riders, () =>
    loadRiders(db, SCENARIO_RIDERS + 1, plan.riders, plan.anchor),
  );
  await timed(report, "named scenarios", SCENARIO_PASSES, () => loadScenarios(db, size.anchor));
  await loadFareRules(db, plan.anchor);
  await loadHistory(db, plan, generalPasses, report);
  await clearGround(db);
  if (isBulk) await timed(report, "indexes", size.passes, () => buildPortalIndexes(db));
  await loadDrift(db);
  await timed(report, "identities", size.passes, () => fillIdentity(db));
  await writeSetting(db, IDENTITY_WATERMARK, { last_id: size.passes });
  const looked = { newest: size.passes, looked: size.passes, round: null };
  await writeSetting(db, RIDER_LINKS, { ...looked, began_on: new Date().toISOString() });
  await db.raw(`ANALYZE TABLE ${loaded.join(", ")}`);
}

async function removeIndexes(db: Database): Promise<void> {
  await dropPortalIndexes(db);
  await dropReferenceIndex(db);
}

function planOf({ passes, anchor }: DemoSize): Plan {
  const blocks = Math.floor((passes * SHARE_OF_HISTORY) / BLOCK);
  return {
    anchor: anchor.toISOString().slice(0, 19).replace("T", " "),
    riders: Math.max(200, Math.floor(passes / 50)),
    recentFromOrder: Math.max(blocks, SCENARIO_PLACES / BLOCK + 1) * ORDERS_A_BLOCK,
    sinceServiceStart_s: serviceDayCuts(anchor)[0]?.age_s ?? 0,
    idOffset: SCENARIO_PASSES + 1 - SCENARIO_PLACES,
  };
}

/* Two lanes, each with its own stage, so that staging and writing each keep a core busy. */
async function loadHistory(db: Database, plan: Plan, count: number, report: Report): Promise<void> {
  const started = performance.now();
  let next = SCENARIO_PLACES;
  let done = 0;
  const end = SCENARIO_PLACES + count;
  const lane = async (number: number) => {
    await db.transaction((trx) => createOrderStage(trx, number));
    await db.transaction((trx) => createPassStage(trx, number));
    while (next < end) {
      const from = next;
      const size = Math.min(CHUNK, end - from);
      next += size;
      await loadChunk(db, plan, number, from, size);
      done += size;
      report({
        phase: "passes and orders",
        rows: done,
        of: count,
        seconds: (performance.now() - started) / 1000,
      });
    }
  };
  await Promise.all(count > CHUNK ? [lane(0), lane(1)] : [lane(0)]);
}

async function loadChunk(db: Database, plan: Plan, lane: number, from: number, size: number): Promise<void> {
  const firstOrder = (from / BLOCK) * ORDERS_A_BLOCK;
  const orders = Math.ceil(size / BLOCK) * ORDERS_A_BLOCK;
  await db.transaction(async (trx) => {
    // The other lane may hold a table's auto-increment lock for a whole statement.
    await trx.raw(`SET SESSION innodb_lock_wait_timeout = ${LOCK_WAIT_S}`);
    await stageOrders(trx, plan, lane, firstOrder, orders);
    await stagePasses(trx, plan, lane, from, size);
    await loadOrders(trx, plan, lane);
    await loadPasses(trx, plan, lane);
    await loadPassCompanions(trx, plan, lane);
    await loadSnapshots(trx, plan, lane);
  });
}

async function timed(report: Report, phase: string, rows: number, work: () => Promise<void>): Promise<void> {
  const started = performance.now();
  await work();
  report({ phase, rows, of: rows, seconds: (performance.now() - started) / 1000 });
}
