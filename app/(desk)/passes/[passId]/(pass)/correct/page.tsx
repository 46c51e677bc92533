import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { CorrectionDrawer } from "@/components/corrections/correct/correction-drawer";
import { isAllowed } from "@/lib/auth/authorize";
import { pageContext } from "@/lib/http/page-context";
import { leadToNotFound } from "@/lib/http/page-not-found";
import { readPass } from "@/lib/pages/read-once";
import { providerName } from "@/lib/passes/words/provider-name";
import { FIELD_LABELS } from "@/lib/passes/field-labels";

export const metadata: Metadata = { title: "Correct pass" };

type CorrectPageProps = { params: Promise<{ passId: string }> };

export default async function CorrectPage({ params }: CorrectPageProps) {
  const { passId } = await params;
  const ctx = await pageContext(`/passes/${passId}/correct`, { passId });
  const { pass, etag } = await readPass(ctx, passId).catch(leadToNotFound);
  if (!isAllowed(ctx, "pass.correct")) forbidden();
  return (
    <CorrectionDrawer
      {...{ pass, etag, zone: ctx.shownZone }}
      labels={FIELD_LABELS}
      provider={providerName(pass.provider)}
      now={ctx.clock.now().toISOString()}
      actorName={ctx.actor?.name ?? ""}
    />
  );
}
