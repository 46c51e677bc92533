import type { PassTab } from "@/components/passes/detail/pass-tabs";
import { PassOrderPanel } from "@/components/passes/detail/pass-order-panel";
import { TabCount } from "@/components/passes/detail/tab-count";
import { ComparePanel } from "@/components/providers/compare-panel";
import { PassTimelinePanel } from "@/components/timeline/pass-timeline-panel";
import { Tag } from "@/components/ui/value/tag";
import type { PassPageData } from "@/lib/pages/read-pass-page";
import { providerName } from "@/lib/passes/words/provider-name";

/** The tabs of the page of a pass: timeline, order and provider. */
export function passTabs(page: PassPageData): PassTab[] {
  return [timelineTab(page), orderTab(page), providerTab(page)];
}

/* What happened to the pass, and the notes about it. */
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

/* The order that the pass was bought with. */
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

/* The pass compared with its provider's last answer. */
function providerTab({ pass, comparison, can, zone, now }: PassPageData): PassTab {
  const count = comparison.differences.length;
  return {
    id: "provider",
    label: "Provider snapshot",
    badge: count > 0 ? <Tag tone="drift">{count === 1 ? "1 differs" : `${count} differ`}</Tag> : undefined,
    content: <ComparePanel {...{ pass, comparison, can, zone, now }} />,
  };
}
