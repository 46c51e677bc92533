import type { Metadata } from "next";
import { framedPage } from "@/app/(desk)/framed-page";
import { JobsPage } from "@/components/jobs/jobs-page";
import { JOB_TABLE } from "@/components/jobs/job-columns";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { PageSkeleton } from "@/components/ui/page/page-skeleton";
import { readJobsPage } from "@/lib/pages/read-jobs-page";

export const metadata: Metadata = { title: "Jobs" };

export default framedPage({
  path: "/jobs",
  act: "job.list",
  read: readJobsPage,
  Page: JobsPage,
  Skeleton,
  refused: { title: "The list of jobs does not understand this address", back: "All jobs" },
});

function Skeleton() {
  return (
    <PageSkeleton title="Jobs" says="Loading the jobs" bar="tabs">
      <TableSkeleton {...JOB_TABLE} count={8} />
    </PageSkeleton>
  );
}
