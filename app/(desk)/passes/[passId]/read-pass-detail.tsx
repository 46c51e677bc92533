import type { PassDetailProps } from "@/components/passes/pass-detail";
import { PassOrderPanel } from "@/components/passes/pass-order";
import { PassTimeline } from "@/components/passes/pass-timeline";
import { may } from "@/lib/auth/permissions";
import type { Context } from "@/lib/context";
import { getPassOrder } from "@/lib/passes/get-pass-order";
import { getPassTimeline } from "@/lib/passes/get-pass-timeline";
import { REASONS } from "@/lib/passes/pass-edit";
import { providerName } from "@/lib/passes/provider-name";
import { statusReason } from "@/lib/passes/status-reason";
import { FIELD_LABELS, readPass } from "./read-pass";

/** Everything the page of a pass shows, for the reader's role. */
export async function readPassDetail(ctx: Context, passId: string): Promise<PassDetailProps> {
  const { pass } = await readPass(passId);
  const [entries, orders] = await Promise.all([getPassTimeline(ctx, passId), getPassOrder(ctx, passId)]);
  const now = ctx.clock.now();
  const { zone } = ctx;
  const role = ctx.actor?.role ?? "support";
  return {
    pass,
    reason: statusReason(pass, { now, zone }),
    labels: FIELD_LABELS,
    can: { correct: may(role, "pass.correct") },
    role,
    zone,
    now,
    timelineCount: entries.length,
    timeline: (
      <PassTimeline
        entries={entries}
        labels={FIELD_LABELS}
        reasons={REASONS}
        zone={zone}
        now={now.toISOString()}
      />
    ),
    order: (
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
