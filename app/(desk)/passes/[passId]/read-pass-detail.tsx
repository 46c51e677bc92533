import type { PassDetailProps } from "@/components/passes/pass-detail";
import { may } from "@/lib/auth/permissions";
import type { Context } from "@/lib/context";
import { statusReason } from "@/lib/passes/status-reason";
import { FIELD_LABELS, readPass } from "./read-pass";

/** Everything the page of a pass shows, for the reader's role. */
export async function readPassDetail(ctx: Context, passId: string): Promise<PassDetailProps> {
  const { pass } = await readPass(passId);
  const now = ctx.clock.now();
  const role = ctx.actor?.role ?? "support";
  return {
    pass,
    reason: statusReason(pass, { now, zone: ctx.zone }),
    labels: FIELD_LABELS,
    can: { correct: may(role, "pass.correct") },
    role,
    zone: ctx.zone,
    now,
    timelineCount: 0,
    timeline: null,
    order: null,
  };
}
