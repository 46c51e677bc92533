import type { Metadata } from "next";
import { CorrectionDrawer } from "@/components/corrections/correction-drawer";
import { CorrectionRefused } from "@/components/corrections/correction-refused";
import { may } from "@/lib/auth/permissions";
import { pageContext } from "@/lib/http/page-context";
import { providerName } from "@/lib/passes/provider-name";
import { FIELD_LABELS, readPass } from "../../read-pass";

export const metadata: Metadata = { title: "Correct pass" };

type CorrectPageProps = { params: Promise<{ passId: string }> };

export default async function CorrectPage({ params }: CorrectPageProps) {
  const { passId } = await params;
  const { actor, clock, zone } = await pageContext(`/passes/${passId}/correct`);
  const { pass, etag } = await readPass(passId);
  if (!actor || !may(actor.role, "pass.correct")) {
    return <CorrectionRefused passId={pass.id} role={actor?.role ?? "none"} />;
  }
  return (
    <CorrectionDrawer
      {...{ pass, etag, zone }}
      labels={FIELD_LABELS}
      provider={providerName(pass.provider)}
      now={clock.now().toISOString()}
      actorName={actor.name}
    />
  );
}
