import "server-only";
import { listAuditRows } from "@/db/audit-log";
import { listRefreshes } from "@/db/orders";
import type { PassRow } from "@/db/passes";
import { authorize } from "../auth/authorize";
import type { Context } from "../context";
import { isoTime } from "../iso-time";
import { requirePassRow } from "./get-pass";
import { getPassOrder } from "./get-pass-order";
import { sqlTime } from "./pass-state";
import { passTimeline, type TimelineEntry } from "./pass-timeline";

/** More corrections than a pass ever gets; the audit log has the rest. */
const MOST_CORRECTIONS = 100;
const MINUTE_MS = 60_000;
/* A first use asks for refreshes at once, three hours later and the next day. */
const REFRESHED_FROM_MS = -10 * MINUTE_MS;
const REFRESHED_TO_MS = 48 * 60 * MINUTE_MS;

/** What happened to a pass, newest first, times in ISO 8601 UTC. Throws 404 for an unknown pass. */
export async function getPassTimeline(ctx: Context, passId: string): Promise<TimelineEntry[]> {
  authorize(ctx, "pass.read");
  const row = await requirePassRow(ctx.db, passId);
  const about = { actions: ["pass.correct"], subject_type: "pass", subject_id: String(row.id) };
  const [orders, refreshes, audit] = await Promise.all([
    getPassOrder(ctx, passId),
    refreshesAround(ctx, row),
    listAuditRows(ctx.db, about, { after: null, backward: false, limit: MOST_CORRECTIONS }),
  ]);
  return passTimeline({ row, orders, refreshes, audit }, ctx.clock.now());
}

async function refreshesAround(ctx: Context, row: PassRow) {
  if (row.user_id === null || row.time_used === null) return [];
  const used = Date.parse(isoTime(row.time_used));
  const at = (offset_ms: number) => sqlTime(new Date(used + offset_ms).toISOString());
  return listRefreshes(ctx.db, row.user_id, { from: at(REFRESHED_FROM_MS), to: at(REFRESHED_TO_MS) });
}
