import "server-only";
import { listAuditRows } from "@/db/audit/audit-log";
import { listDriftRows } from "@/db/providers/drift-history";
import { listNoteRows } from "@/db/notes/notes";
import { listRefreshes } from "@/db/riders/orders";
import type { PassRow } from "@/db/passes/passes";
import { findSnapshot } from "@/db/providers/provider-snapshots";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { knownTime } from "@/lib/time/iso-time";
import { requirePassRow } from "@/lib/passes/require-pass-row";
import { getPassOrder } from "@/lib/passes/get-pass-order";
import { sqlTime } from "@/lib/time/sql-time";
import { MOST_TOLD, passTimeline, type Timeline } from "./pass-timeline";
import { CORRECTION_ACTIONS } from "@/lib/corrections/stored-correction";

const TOLD_ACTIONS = [...CORRECTION_ACTIONS, "pass.pin", "pass.unpin"];
const MINUTE_MS = 60_000;
/* A first use triggers a refresh at once, three hours later and the next day. */
const REFRESHED_FROM_MS = -10 * MINUTE_MS;
const REFRESHED_TO_MS = 48 * 60 * MINUTE_MS;
const REVEALS_FOR_MS = 90 * 24 * 60 * MINUTE_MS;

/**
 * What happened to a pass, newest first, at most 200 entries, with the number of older ones; times in ISO 8601 UTC.
 * Throws 404 for an unknown pass.
 */
export async function getPassTimeline(ctx: Context, passId: string): Promise<Timeline> {
  authorize(ctx, "pass.read");
  const row = await requirePassRow(ctx.db, passId);
  const { db } = ctx;
  const about = { subject_type: "pass", subject_id: String(row.id) };
  const [orders, refreshes, audit, drift, snapshot, notes, reveals] = await Promise.all([
    getPassOrder(ctx, passId),
    refreshesAround(ctx, row),
    listAuditRows(db, { ...about, actions: TOLD_ACTIONS }, newest(MOST_TOLD.audit)),
    listDriftRows(db, row.id, MOST_TOLD.drift + 1),
    row.pass_uuid === null ? null : findSnapshot(db, row.provider, row.pass_uuid),
    listNoteRows(db, { subject_type: "pass", subject_id: row.id }, { limit: MOST_TOLD.notes + 1 }),
    revealsOfRider(ctx, row),
  ]);
  const facts = { row, orders, refreshes, audit, drift, snapshot, notes, reveals };
  return passTimeline(facts, ctx.clock.now());
}

/* Reads one more than is shown, to know whether there are more. */
function newest(most: number) {
  return { after: null, backward: false, limit: most + 1 };
}

async function revealsOfRider(ctx: Context, row: PassRow) {
  if (row.user_id === null) return [];
  const from = new Date(ctx.clock.now().getTime() - REVEALS_FOR_MS);
  const about = { actions: ["rider.reveal"], subject_type: "rider", subject_id: String(row.user_id), from };
  return listAuditRows(ctx.db, about, newest(MOST_TOLD.reveals));
}

async function refreshesAround(ctx: Context, row: PassRow) {
  const time_used = knownTime(row.time_used);
  if (row.user_id === null || time_used === null) return [];
  const used = Date.parse(time_used);
  const at = (offset_ms: number) => sqlTime(new Date(used + offset_ms).toISOString());
  return listRefreshes(ctx.db, row.user_id, { from: at(REFRESHED_FROM_MS), to: at(REFRESHED_TO_MS) });
}
