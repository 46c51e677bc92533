import { notFound } from "next/navigation";
import { cache } from "react";
import { NotesPanel } from "@/components/notes/notes-panel";
import type { RiderPageProps } from "@/components/riders/rider-page";
import { may } from "@/lib/acts";
import { AppError } from "@/lib/errors";
import { currentContext } from "@/lib/http/page-context";
import type { PageParameters } from "@/lib/http/page-search";
import { listNotes } from "@/lib/notes/list-notes";
import { REASONS } from "@/lib/corrections/correction-rules";
import { getRiderIdentity } from "@/lib/riders/get-rider";
import { getRiderRecord } from "@/lib/riders/get-rider-record";
import { getRiderOrder } from "@/lib/riders/list-rider-orders";

const SHOWN = { active: 50, ready: 50, past: 10 };

/** Whom the page is about, read once an answer; a number of nobody leads to the page that says so. */
export const readIdentity = cache(async (userId: string) => {
  try {
    return await getRiderIdentity(await currentContext(), userId);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});

/** The order an address asks for; what cannot be an order's id is as good as none. */
export function askedOrder({ order }: PageParameters): string | null {
  return typeof order === "string" && /^[\x21-\x7e]{1,128}$/.test(order) ? order : null;
}

/** Everything the page of a rider shows, for the reader's role; its parts are read side by side. */
export async function readRiderPage(userId: string, order: string | null): Promise<RiderPageProps> {
  const ctx = await currentContext();
  const [record, notes, asked] = await Promise.all([
    getRiderRecord(ctx, userId, SHOWN),
    listNotes(ctx, { type: "rider", id: userId }),
    order === null ? null : getRiderOrder(ctx, userId, order),
  ]);
  const role = ctx.actor?.role ?? "support";
  const now = ctx.clock.now();
  const can = { reveal: may(role, "rider.reveal"), writeNotes: may(role, "note.write") };
  const isListed = asked === null || record.orders.some((each) => each.id === asked.id);
  return {
    ...record,
    // One that is older than those listed stands at their end.
    orders: isListed ? record.orders : [...record.orders, asked],
    notes: (
      <NotesPanel
        subject={{ type: "rider", id: userId }}
        notes={notes}
        zone={ctx.shownZone}
        now={now.toISOString()}
        canWrite={can.writeNotes}
      />
    ),
    can,
    askedOrder: order,
    reasons: REASONS,
    zone: ctx.shownZone,
    now,
  };
}
