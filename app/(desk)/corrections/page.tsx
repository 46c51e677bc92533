import type { Metadata } from "next";
import { Suspense } from "react";
import { BULK_TABLE, BulkList } from "@/components/bulk/bulk-list";
import { BulkRefused } from "@/components/bulk/bulk-refused";
import { CorrectionsFrame, type CorrectionsTab } from "@/components/corrections/corrections-frame";
import { PageRefused } from "@/components/ui/page/page-refused";
import { SINGLE_TABLE } from "@/components/corrections/single-columns";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { PageSkeleton } from "@/components/ui/page/page-skeleton";
import { SingleList } from "@/components/corrections/single-list";
import { isAllowed } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pageContext } from "@/lib/http/page-context";
import { type PageParameters, toSearch } from "@/lib/http/page-search";
import { decisive } from "@/lib/http/page-visit";
import { readBulkList } from "@/lib/pages/read-bulk-list";
import { readSingleList } from "@/lib/pages/read-single-list";

export const metadata: Metadata = { title: "Corrections" };

type PageProps = { searchParams: Promise<PageParameters> };

export default async function CorrectionsPage({ searchParams }: PageProps) {
  const search = toSearch(await searchParams);
  const ctx = await pageContext(search.size > 0 ? `/corrections?${search}` : "/corrections");
  const canReadBulk = isAllowed(ctx, "bulk.read");
  const tab = (search.get("tab") ?? (canReadBulk ? "bulk" : "single")) === "bulk" ? "bulk" : "single";
  search.delete("tab");
  return (
    <CorrectionsFrame {...{ tab, canReadBulk }} zone={ctx.shownZone} now={ctx.clock.now().toISOString()}>
      <Suspense key={`${tab} ${search}`} fallback={<Skeleton tab={tab} />}>
        {tab === "single" ? <Single {...{ ctx, search }} /> : null}
        {tab === "bulk" && canReadBulk ? <Bulk {...{ ctx, search }} /> : null}
        {tab === "bulk" && !canReadBulk ? <BulkRefused heading="h2" /> : null}
      </Suspense>
    </CorrectionsFrame>
  );
}

type ListProps = { ctx: Context; search: URLSearchParams };

async function Bulk({ ctx, search }: ListProps) {
  const list = await decisive(readBulkList(ctx, search));
  return list.kind === "refused" ? <Refused message={list.message} tab="bulk" /> : <BulkList {...list} />;
}

async function Single({ ctx, search }: ListProps) {
  const list = await decisive(readSingleList(ctx, search));
  return list.kind === "refused" ? <Refused message={list.message} tab="single" /> : <SingleList {...list} />;
}

function Refused({ message, tab }: { message: string; tab: CorrectionsTab }) {
  return (
    <PageRefused
      why="address"
      title="The list does not understand this address"
      body={message}
      goTo={{ href: `/corrections?tab=${tab}`, label: "Show all" }}
      heading="h2"
    />
  );
}

function Skeleton({ tab }: { tab: CorrectionsTab }) {
  return (
    <PageSkeleton says="Loading corrections">
      {tab === "bulk" ? (
        <TableSkeleton {...BULK_TABLE} count={10} />
      ) : (
        <TableSkeleton {...SINGLE_TABLE} count={10} />
      )}
    </PageSkeleton>
  );
}
