import { type ReactNode, Suspense } from "react";
import { PassDetail } from "@/components/passes/detail/pass-detail";
import { PassSkeleton } from "@/components/passes/detail/pass-skeleton";
import type { Context } from "@/lib/context";
import { currentContext } from "@/lib/http/page-context";
import { readPassDetail } from "@/app/(desk)/passes/[passId]/read-pass-detail";

type PassLayoutProps = { children: ReactNode; params: Promise<{ passId: string }> };

/** The pass stays on the page while its correction opens over it. Without a reader the page below leads to sign-in. */
export default async function PassLayout({ children, params }: PassLayoutProps) {
  const ctx = await currentContext();
  if (ctx.actor === null) return children;
  const { passId } = await params;
  return (
    <>
      <Suspense fallback={<PassSkeleton />}>
        <Detail ctx={ctx} passId={passId} />
      </Suspense>
      {children}
    </>
  );
}

async function Detail({ ctx, passId }: { ctx: Context; passId: string }) {
  return <PassDetail {...await readPassDetail(ctx, passId)} />;
}
