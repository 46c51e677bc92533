import type { PassTab } from "@/components/passes/pass-tabs";
import { PassTimeline } from "@/components/passes/pass-timeline";
import { TabCount } from "@/components/passes/tab-count";
import type { Context } from "@/lib/context";
import { getPassTimeline } from "@/lib/passes/get-pass-timeline";
import type { Pass } from "@/lib/passes/pass";
import { REASONS } from "@/lib/passes/pass-edit";
import { FIELD_LABELS } from "./read-pass";

/** What happened to the pass. */
export async function timelineTab(ctx: Context, pass: Pass): Promise<PassTab> {
  const entries = await getPassTimeline(ctx, pass.id);
  return {
    id: "timeline",
    label: "Timeline",
    badge: <TabCount value={entries.length} />,
    content: (
      <PassTimeline
        entries={entries}
        labels={FIELD_LABELS}
        reasons={REASONS}
        zone={ctx.shownZone}
        now={ctx.clock.now().toISOString()}
      />
    ),
  };
}
