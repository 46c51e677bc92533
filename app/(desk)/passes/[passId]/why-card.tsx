import type { ReactNode } from "react";
import { PassWhyCard } from "@/components/explain/why-card";
import type { Context } from "@/lib/context";
import { explainPass } from "@/lib/explain/explain-pass";
import type { Pass } from "@/lib/passes/pass";

/** Why the pass is in its state. */
export async function whyCard(ctx: Context, pass: Pass): Promise<ReactNode> {
  const explanation = await explainPass(ctx, pass.id);
  return <PassWhyCard passId={pass.id} explanation={explanation} zone={ctx.shownZone} now={explanation.at} />;
}
