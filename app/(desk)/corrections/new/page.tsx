import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { Suspense } from "react";
import { DetailSkeleton, SkeletonLines } from "@/components/ui/page/page-skeleton";
import { NewBulk } from "@/components/bulk/plan/new-bulk";
import { NoSelection } from "@/components/bulk/plan/no-selection";
import { selectionWords } from "@/components/bulk/selection-words";
import { isAllowed } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pageContext } from "@/lib/http/page-context";
import { type PageParameters, toSearch } from "@/lib/http/page-search";
import { decisive } from "@/lib/http/page-visit";
import { readNewBulkPage } from "@/lib/pages/read-new-bulk-page";

export const metadata: Metadata = { title: "Correct passes" };

/** Refuses with status 403 before anything streams; after that, the status could not change. */
export default async function NewBulkPage({ searchParams }: { searchParams: Promise<PageParameters> }) {
  const search = toSearch(await searchParams);
  const ctx = await pageContext(`/corrections/new?${search}`);
  if (!isAllowed(ctx, "bulk.plan")) forbidden();
  return (
    <Suspense fallback={<Skeleton />}>
      <Form ctx={ctx} search={search} />
    </Suspense>
  );
}

async function Form({ ctx, search }: { ctx: Context; search: URLSearchParams }) {
  const asked = await decisive(readNewBulkPage(ctx, search));
  if (asked.kind !== "form") return <NoSelection {...asked} />;
  const clock = { now: new Date(asked.now), zone: asked.zone };
  return <NewBulk {...asked} filters={selectionWords(asked.filters, clock)} />;
}

function Skeleton() {
  return (
    <DetailSkeleton title="Correct passes" says="Counting the passes" header="h-20.75 max-md:h-32" facts={8}>
      <SkeletonLines count={12} />
    </DetailSkeleton>
  );
}
