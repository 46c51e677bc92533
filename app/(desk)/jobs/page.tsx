import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { Suspense } from "react";
import { JobsPage } from "@/components/jobs/jobs-page";
import { PageRefused } from "@/components/ui/page/page-refused";
import { JOB_TABLE } from "@/components/jobs/job-columns";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { PageSkeleton } from "@/components/ui/page/page-skeleton";
import { isAllowed } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pageContext } from "@/lib/http/page-context";
import { type PageParameters, toSearch } from "@/lib/http/page-search";
import { readJobsPage } from "@/lib/pages/read-jobs-page";

export const metadata: Metadata = { title: "Jobs" };

/** Refuses with status 403 before anything streams; after that, the status could not change. */
export default async function Jobs({ searchParams }: { searchParams: Promise<PageParameters> }) {
  const search = toSearch(await searchParams);
  const ctx = await pageContext(search.size > 0 ? `/jobs?${search}` : "/jobs");
  if (!isAllowed(ctx, "job.list")) forbidden();
  return (
    <Suspense fallback={<Skeleton />}>
      <Page ctx={ctx} search={search} />
    </Suspense>
  );
}

async function Page({ ctx, search }: { ctx: Context; search: URLSearchParams }) {
  const page = await readJobsPage(ctx, search);
  if (page.kind !== "refused") return <JobsPage {...page} />;
  return (
    <PageRefused
      why="address"
      title="The list of jobs does not understand this address"
      body={page.message}
      goTo={{ href: "/jobs", label: "All jobs" }}
    />
  );
}

function Skeleton() {
  return (
    <PageSkeleton title="Jobs" says="Loading the jobs" bar="tabs">
      <TableSkeleton {...JOB_TABLE} count={8} />
    </PageSkeleton>
  );
}
