import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { Suspense } from "react";
import { JobsPage } from "@/components/jobs/jobs-page";
import { JobsRefused } from "@/components/jobs/jobs-refused";
import { JobsSkeleton } from "@/components/jobs/jobs-skeleton";
import { isAllowed } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { pageContext } from "@/lib/http/page-context";
import { type PageParameters, toSearch } from "@/lib/http/page-search";
import { readJobsPage } from "@/lib/pages/read-jobs-page";

export const metadata: Metadata = { title: "Jobs" };

/** Who may not see them learns so with the status of the answer, before anything streams. */
export default async function Jobs({ searchParams }: { searchParams: Promise<PageParameters> }) {
  const search = toSearch(await searchParams);
  const ctx = await pageContext(search.size > 0 ? `/jobs?${search}` : "/jobs");
  if (!isAllowed(ctx, "job.list")) forbidden();
  return (
    <Suspense fallback={<JobsSkeleton />}>
      <Page ctx={ctx} search={search} />
    </Suspense>
  );
}

async function Page({ ctx, search }: { ctx: Context; search: URLSearchParams }) {
  const page = await readJobsPage(ctx, search);
  return page.kind === "refused" ? <JobsRefused message={page.message} /> : <JobsPage {...page} />;
}
