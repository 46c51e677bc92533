import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { Suspense } from "react";
import { ExportsPage } from "@/components/exports/exports-page";
import { PageRefused } from "@/components/ui/page/page-refused";
import { EXPORT_TABLE } from "@/components/exports/export-columns";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { PageSkeleton } from "@/components/ui/page/page-skeleton";
import { isAllowed } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pageContext } from "@/lib/http/page-context";
import { type PageParameters, toSearch } from "@/lib/http/page-search";
import { readExportsPage } from "@/lib/pages/read-exports-page";

export const metadata: Metadata = { title: "Exports" };

/** Refuses with status 403 before anything streams; after that, the status could not change. */
export default async function Page({ searchParams }: { searchParams: Promise<PageParameters> }) {
  const search = toSearch(await searchParams);
  const ctx = await pageContext(search.size > 0 ? `/exports?${search}` : "/exports");
  if (!isAllowed(ctx, "export.list")) forbidden();
  return (
    <Suspense fallback={<Skeleton />}>
      <Exports ctx={ctx} search={search} />
    </Suspense>
  );
}

async function Exports({ ctx, search }: { ctx: Context; search: URLSearchParams }) {
  const state = await readExportsPage(ctx, search);
  if (state.kind !== "refused") return <ExportsPage {...state} />;
  return (
    <PageRefused
      why="address"
      title="The exports do not understand this address"
      body={state.message}
      goTo={{ href: "/exports", label: "All exports" }}
    />
  );
}

function Skeleton() {
  return (
    <PageSkeleton title="Exports" says="Loading exports" bar="tabs">
      <TableSkeleton {...EXPORT_TABLE} count={8} />
    </PageSkeleton>
  );
}
