import type { ReactNode } from "react";
import type { PassDetailProps } from "@/components/passes/detail/pass-detail";
import type { PassTab } from "@/components/passes/detail/pass-tabs";
import { may } from "@/lib/acts";
import type { Context } from "@/lib/context";
import { listPassPins } from "@/lib/corrections/pins/list-pins";
import { REASONS } from "@/lib/corrections/correction-rules";
import type { PassPin } from "@/lib/corrections/pins/pass-pin";
import type { PassComparison } from "@/lib/providers/compare-pass";
import { archivedBanner } from "./archived-pass";
import { orderTab } from "./order-tab";
import { providerTab } from "./provider-tab";
import { readComparison } from "./read-comparison";
import { FIELD_LABELS, readPass } from "./read-pass";
import { timelineTab } from "./timeline-tab";
import { whyCard } from "./why-card";

/** Everything the page of a pass shows, for the reader's role. Its parts are read side by side. */
export async function readPassDetail(ctx: Context, passId: string): Promise<PassDetailProps> {
  const { pass } = await readPass(passId);
  const [{ routes }, why, archived, pins, ...tabs]: [
    PassComparison,
    ReactNode,
    ReactNode,
    PassPin[],
    ...PassTab[],
  ] = await Promise.all([
    readComparison(pass.id),
    whyCard(ctx, pass),
    archivedBanner(ctx, pass),
    listPassPins(ctx, pass.id),
    timelineTab(ctx, pass),
    orderTab(ctx, pass),
    providerTab(ctx, pass),
  ]);
  const role = ctx.actor?.role ?? "support";
  return {
    pass,
    routes,
    why,
    archived,
    tabs,
    pins,
    reasons: REASONS,
    labels: FIELD_LABELS,
    can: { pin: may(role, "pass.pin"), correct: may(role, "pass.correct") },
    role,
    zone: ctx.shownZone,
    now: ctx.clock.now(),
  };
}
