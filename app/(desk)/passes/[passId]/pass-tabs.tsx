import type { PassTab } from "@/components/passes/detail/pass-tabs";
import { PassOrderPanel } from "@/components/passes/detail/pass-order-panel";
import { TabCount } from "@/components/passes/detail/tab-count";
import { ComparePanel } from "@/components/providers/compare-panel";
import { DriftTag } from "@/components/providers/drift-tag";
import { PassTimelinePanel } from "@/components/timeline/pass-timeline-panel";
import type { PassPageData } from "@/lib/pages/read-pass-page";
import { providerName } from "@/lib/passes/words/provider-name";

export function passTabs(page: PassPageData): PassTab[] {
  return [timelineTab(page), orderTab(page), providerTab(page)];
}

function timelineTab({
  pass,
  timeline,
  notes,
  labels,
  reasons,
  zone,
  dayZone,
  can,
  now,
}: PassPageData): PassTab {
  return {
    id: "timeline",
    label: "Timeline",
    badge: <TabCount value={timeline.entries.length + timeline.older.value} />,
    content: (
      <PassTimelinePanel
        passId={pass.id}
        {...timeline}
        {...{ notes, labels, reasons, zone, dayZone }}
        canUndo={can.undo}
        canWrite={can.write}
        now={now.toISOString()}
      />
    ),
  };
}

function orderTab({ pass, orders, zone, now }: PassPageData): PassTab {
  return {
    id: "order",
    label: "Order & payment",
    content: (
      <PassOrderPanel
        orders={orders}
        provider={providerName(pass.provider)}
        riderName={(id) => (id === pass.user_id && pass.rider ? pass.rider.display_name : `Rider ${id}`)}
        zone={zone}
        now={now}
      />
    ),
  };
}

function providerTab({ pass, comparison, can, zone, now }: PassPageData): PassTab {
  return {
    id: "provider",
    label: "Provider snapshot",
    badge: <DriftTag count={comparison.differences.length} />,
    content: <ComparePanel {...{ pass, comparison, can, zone, now }} />,
  };
}
