import "server-only";
import { getArchiving } from "@/lib/archive/get-archiving";
import { authorize, isAllowed } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { REASONS } from "@/lib/corrections/correction-rules";
import { listPassPins } from "@/lib/corrections/pins/list-pass-pins";
import { explainPass } from "@/lib/explain/explain-pass";
import { listNotes } from "@/lib/notes/list-notes";
import { FIELD_LABELS } from "@/lib/passes/field-labels";
import { FIELD_VIEWS } from "@/lib/passes/field-views";
import { getPassOrder } from "@/lib/passes/get-pass-order";
import { getPassTimeline } from "@/lib/timeline/get-pass-timeline";
import { readComparison, readPass } from "./read-once";

/** Everything the page of a pass shows the reader's role, read in parallel. Throws 401, 403, 404 and 503. */
export async function readPassPage(ctx: Context, passId: string) {
  const { role } = authorize(ctx, "pass.read");
  const { pass } = await readPass(ctx, passId);
  const [comparison, explanation, archiving, pins, timeline, notes, orders] = await Promise.all([
    readComparison(ctx, pass.id),
    explainPass(ctx, pass.id),
    pass.archived ? getArchiving(ctx, pass.id) : null,
    listPassPins(ctx, pass.id),
    getPassTimeline(ctx, pass.id),
    listNotes(ctx, { type: "pass", id: pass.id }),
    getPassOrder(ctx, pass.id),
  ]);
  return {
    ...{ pass, comparison, explanation, archiving, pins, timeline, notes, orders, role },
    labels: FIELD_LABELS,
    fields: FIELD_VIEWS,
    reasons: REASONS,
    can: {
      correct: isAllowed(ctx, "pass.correct"),
      pin: isAllowed(ctx, "pass.pin"),
      undo: isAllowed(ctx, "pass.undo") && !pass.archived,
      restore: isAllowed(ctx, "pass.restore"),
      write: isAllowed(ctx, "note.write"),
    },
    zone: ctx.shownZone,
    dayZone: ctx.zone,
    now: ctx.clock.now(),
  };
}

export type PassPageData = Awaited<ReturnType<typeof readPassPage>>;
