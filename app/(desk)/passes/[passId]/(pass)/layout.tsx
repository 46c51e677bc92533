import { type ReactNode, Suspense } from "react";
import { passTabs } from "@/app/(desk)/passes/[passId]/pass-tabs";
import { ArchivedBanner } from "@/components/archive/archived-banner";
import { PassWhyCard } from "@/components/explain/why-card";
import { PassDetail } from "@/components/passes/detail/pass-detail";
import { DetailSkeleton, SkeletonCard, SkeletonLines } from "@/components/ui/page/page-skeleton";
import type { Context } from "@/lib/context";
import { currentContext } from "@/lib/http/page-context";
import { leadToNotFound } from "@/lib/http/page-not-found";
import { decisive } from "@/lib/http/page-visit";
import { readPassPage } from "@/lib/pages/read-pass-page";

type PassLayoutProps = { children: ReactNode; params: Promise<{ passId: string }> };

/**
 * The page of a pass, which stays visible while its correction opens over it. If nobody is signed in, the page below
 * redirects to sign-in.
 */
export default async function PassLayout({ children, params }: PassLayoutProps) {
  const ctx = await currentContext();
  if (ctx.actor === null) return children;
  const { passId } = await params;
  return (
    <>
      <Suspense fallback={<Skeleton />}>
        <Detail ctx={ctx} passId={passId} />
      </Suspense>
      {children}
    </>
  );
}

async function Detail({ ctx, passId }: { ctx: Context; passId: string }) {
  const page = await decisive(readPassPage(ctx, passId).catch(leadToNotFound));
  const { pass, comparison, explanation, archiving, can, zone, now } = page;
  return (
    <PassDetail
      {...page}
      routes={comparison.routes}
      why={<PassWhyCard passId={pass.id} explanation={explanation} zone={zone} now={explanation.at} />}
      archived={
        archiving && (
          <ArchivedBanner
            passId={pass.id}
            archiving={archiving}
            canRestore={can.restore}
            clock={{ zone, now }}
          />
        )
      }
      tabs={passTabs(page)}
    />
  );
}

function Skeleton() {
  return (
    <DetailSkeleton says="Loading the pass" header="h-28.25 max-md:h-35" facts={12}>
      <SkeletonCard className="h-50" />
      <SkeletonCard className="h-26" />
      <SkeletonLines count={6} />
    </DetailSkeleton>
  );
}
