import type { ReactNode } from "react";
import { PassWhyCard } from "@/components/passes/pass-why-card";
import type { Context } from "@/lib/context";
import type { Pass } from "@/lib/passes/pass";
import { statusReason } from "@/lib/passes/status-reason";

/** Why the pass is in its state. */
export async function whyCard(ctx: Context, pass: Pass): Promise<ReactNode> {
  return <PassWhyCard reason={statusReason(pass, { now: ctx.clock.now(), zone: ctx.shownZone })} />;
}
