import "server-only";
import { authorize, isAllowed } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { REASONS } from "@/lib/corrections/correction-rules";
import { listNotes } from "@/lib/notes/list-notes";
import { readCatchUp } from "@/lib/passes/catch-up/read-catch-up";
import { getRiderRecord } from "@/lib/riders/get-rider-record";
import { getRiderOrder } from "@/lib/riders/orders/get-rider-order";

const SHOWN = { active: 50, ready: 50, past: 10 };

/**
 * Everything the page of a rider shows the reader's role, read in parallel. If the address asks for an order older than
 * those listed, it is appended. Throws 401, 403, 404 and 503.
 */
export async function readRiderPage(ctx: Context, userId: string, askedOrder: string | null) {
  authorize(ctx, "rider.read");
  const [record, notes, asked, catchUp] = await Promise.all([
    getRiderRecord(ctx, userId, SHOWN),
    listNotes(ctx, { type: "rider", id: userId }),
    askedOrder === null ? null : getRiderOrder(ctx, userId, askedOrder),
    readCatchUp(ctx),
  ]);
  const isListed = asked === null || record.orders.some((each) => each.id === asked.id);
  return {
    record: { ...record, orders: isListed ? record.orders : [...record.orders, asked] },
    notes,
    can: { reveal: isAllowed(ctx, "rider.reveal"), writeNotes: isAllowed(ctx, "note.write") },
    askedOrder,
    catchUp,
    reasons: REASONS,
    zone: ctx.shownZone,
    now: ctx.clock.now(),
  };
}
