import "server-only";
import { listRefunds, listRiderOrderRows, sumPayments } from "@/db/riders/rider-orders";
import {
  listCorrectionsOfPasses,
  listHeldPasses,
  listOtherRoutes,
  listRiderRefreshes,
  MOST_COUNTED_ORDERS,
} from "@/db/riders/riders";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { readRewardProducts } from "@/lib/fares/read-reward-products";
import { correctionFromRow, moneyPaid, refreshFromRow, refundFromRow } from "./from-rows";
import { heldPasses, rewardsOf } from "./held-passes";
import { type PassGroups, readPassGroups } from "./pass-groups";
import { readOrders, requireRiderAccount, riderNumber } from "./read-rider";
import { type Rider, riderIdentity } from "./rider";
import { riderFindings } from "./rider-findings";
import type { RiderOrder } from "@/lib/riders/orders/rider-order";

const CORRECTIONS_DAYS = 90;
const DAY_MS = 86_400_000;
const SHOWN_REFRESHES = 20;

export interface RiderRecord {
  rider: Rider;
  /** Newest first, at most 100. */
  orders: RiderOrder[];
  passes: PassGroups;
}

/**
 * Everything the rider page shows, in at most 16 statements. `most` bounds the passes of each group. Throws 404 if
 * nothing is on record for the number.
 */
export async function getRiderRecord(
  ctx: Context,
  userId: string,
  most: { active: number; ready: number; past: number },
): Promise<RiderRecord> {
  authorize(ctx, "rider.read");
  const { db } = ctx;
  const now = ctx.clock.now();
  const number = riderNumber(userId);
  const account = requireRiderAccount(db, number);
  const rows = listHeldPasses(db, number);
  const held = rows.then((read) => heldPasses(read, now));
  const read = await Promise.all([
    account,
    held,
    listRiderOrderRows(db, number).then((rows) => readOrders(db, rows, now)),
    sumPayments(db, number, yearBefore(now)),
    listRefunds(db, number),
    listRiderRefreshes(db, number),
    held.then(({ newest }) => listCorrectionsOfPasses(db, newest, daysBefore(now, CORRECTIONS_DAYS))),
    held.then(({ newest }) => listOtherRoutes(db, number, newest)),
    Promise.all([account, held]).then(([row, { groups }]) => readPassGroups(db, row, groups, most, now)),
    Promise.all([rows, readRewardProducts(ctx)]).then(([all, products]) => rewardsOf(all, products, now)),
  ]);
  const [row, { counts, resolved_by, last_ride_on, first_pass_on, synced }, orders] = read;
  const [, , , paid, refunds, refreshes, corrections, routes, passes, rewards] = read;
  const notice = refreshes.find((refresh) => refresh.activity_type === 2);
  const identity = riderIdentity(number, row);
  const record: Omit<Rider, "findings"> = {
    ...identity,
    created_on: identity.created_on ?? first_pass_on,
    last_ride_on,
    counts,
    resolved_by,
    paid_12_months: moneyPaid(paid),
    refunds: refunds.flatMap(refundFromRow),
    rewards: rewards && { ...rewards, notice: notice ? refreshFromRow(notice) : null },
    synced,
    orders: countOf(row.orders),
    refreshes: refreshes.slice(0, SHOWN_REFRESHES).map(refreshFromRow),
    corrections: corrections.map(correctionFromRow),
  };
  const other_routes = routes.map((route) => ({ pass_id: String(route.pass_id), route: route.route, user_id: String(route.user_id) })); // prettier-ignore
  const findings = riderFindings({ ...record, orders, other_routes }, { now, zone: ctx.shownZone });
  return { rider: { ...record, findings }, orders, passes };
}

function countOf(counted: number): Rider["orders"] {
  const isMore = counted > MOST_COUNTED_ORDERS;
  return { value: isMore ? MOST_COUNTED_ORDERS : counted, relation: isMore ? "gte" : "eq" };
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS);

function yearBefore(now: Date): Date {
  const before = new Date(now);
  before.setUTCFullYear(before.getUTCFullYear() - 1);
  return before;
}
