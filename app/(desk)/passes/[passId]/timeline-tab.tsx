import type { PassTab } from "@/components/passes/detail/pass-tabs";
import { PassTimelinePanel } from "@/components/timeline/pass-timeline-panel";
import { TabCount } from "@/components/passes/detail/tab-count";
import { isAllowed } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { listNotes } from "@/lib/notes/list-notes";
import { getPassTimeline } from "@/lib/timeline/get-pass-timeline";
import type { Pass } from "@/lib/passes/pass";
import { REASONS } from "@/lib/corrections/correction-rules";
import { FIELD_LABELS } from "./read-pass";

/** What happened to the pass, and what agents noted about it. */
export async function timelineTab(ctx: Context, pass: Pass): Promise<PassTab> {
  const [timeline, notes] = await Promise.all([
    getPassTimeline(ctx, pass.id),
    listNotes(ctx, { type: "pass", id: pass.id }),
  ]);
  return {
    id: "timeline",
    label: "Timeline",
    badge: <TabCount value={timeline.entries.length + timeline.older.value} />,
    content: (
      <PassTimelinePanel
        passId={pass.id}
        {...timeline}
        notes={notes}
        labels={FIELD_LABELS}
        reasons={REASONS}
        zone={ctx.shownZone}
        dayZone={ctx.zone}
        canUndo={isAllowed(ctx, "pass.undo") && !pass.archived}
        canWrite={isAllowed(ctx, "note.write")}
        now={ctx.clock.now().toISOString()}
      />
    ),
  };
}
