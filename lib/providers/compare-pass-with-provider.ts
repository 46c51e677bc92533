import "server-only";
import { hasOverdueRefresh, listRepeatIds } from "@/db/passes/pass-routes";
import type { PassRow } from "@/db/passes/passes";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { readFareRule } from "@/lib/fares/read-fare-rule";
import { knownTime } from "@/lib/time/iso-time";
import { getPass } from "@/lib/passes/get-pass";
import { getPassOrder } from "@/lib/passes/get-pass-order";
import { routesOfPass } from "@/lib/passes/routes-of-pass";
import { sqlTime } from "@/lib/time/sql-time";
import { providerName } from "@/lib/passes/words/provider-name";
import type { RiderRoutes } from "@/lib/passes/rider-routes";
import { type Comparison, comparePass } from "./pass-drift";
import { readSnapshot, type StoredAnswer } from "./read-snapshot";

/** A portal row beside the last answer of its provider. Times are ISO 8601 UTC. */
export interface PassComparison extends Comparison {
  portal: {
    pass_id: string;
    /** When the portal's row was read. */
    as_of: string;
    synced_on: string | null;
  };
  /** `unreadable`: the stored answer cannot be parsed and is not compared. */
  snapshot_state: StoredAnswer["state"];
  /** The provider's last answer; null without a readable one. */
  snapshot: { taken_on: string; product_name: string | null } | null;
  /** The provider is not asked while a person waits; `reason` says why. */
  live: { state: "not_available"; reason: string };
  routes: RiderRoutes;
}

/* A refresh is due at the use, three hours later and the next day at 15:00 UTC; after an hour it is late. */
const DUE_WITHIN_MS = 48 * 3_600_000;
const LATE_AFTER_MS = 3_600_000;

/**
 * Compares a pass with the provider's stored answer: fields, differences with one class each, findings and the routes
 * to the rider. Bounded index look-ups; asks no provider. Throws 404 for an unknown pass.
 */
export async function comparePassWithProvider(ctx: Context, passId: string): Promise<PassComparison> {
  authorize(ctx, "pass.read");
  const now = ctx.clock.now();
  const { pass, row } = await getPass(ctx, passId);
  const [{ state: snapshot_state, snapshot }, fareRule, orders, repeats, is_refresh_overdue] =
    await Promise.all([
      readSnapshot(ctx, row),
      readFareRule(ctx, row),
      getPassOrder(ctx, passId),
      listRepeatIds(ctx.db, row),
      isRefreshOverdue(ctx, row, now),
    ]);
  const routes = await routesOfPass(ctx, row, orders);
  const is_reward = fareRule?.rule.is_reward ?? null;
  const surroundings = { orders, repeats: repeats.map(String), is_refresh_overdue, is_reward };
  return {
    portal: { pass_id: pass.id, as_of: now.toISOString(), synced_on: pass.synced_on },
    snapshot_state,
    snapshot: snapshot && { taken_on: snapshot.taken_on, product_name: snapshot.remote.product_name },
    live: liveState(pass.provider),
    ...comparePass(pass, snapshot, surroundings, now),
    routes,
  };
}

function liveState(provider: string): PassComparison["live"] {
  const reason = `This desk is not connected to ${providerName(provider)}, so it cannot be asked while you wait.`;
  return { state: "not_available", reason };
}

async function isRefreshOverdue({ db }: Context, row: PassRow, now: Date): Promise<boolean> {
  const time_used = knownTime(row.time_used);
  if (row.user_id === null || time_used === null) return false;
  const used = Date.parse(time_used);
  const to = Math.min(used + DUE_WITHIN_MS, now.getTime() - LATE_AFTER_MS);
  if (to <= used) return false;
  const at = (time_ms: number) => sqlTime(new Date(time_ms).toISOString());
  return hasOverdueRefresh(db, row.user_id, { from: at(used), to: at(to) });
}
