import type { JobsPageProps } from "@/components/jobs/jobs-page";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { parseJobQuery } from "@/lib/jobs/job-query";
import { listJobs } from "@/lib/jobs/list-jobs";
import { listSchedules } from "@/lib/jobs/schedules/list-schedules";

type JobsPageState = ({ kind: "jobs" } & JobsPageProps) | { kind: "refused"; message: string };

/** Everything the page of jobs shows, or why there is nothing. What is not a refusal is thrown. */
export async function readJobsPage(ctx: Context, search: URLSearchParams): Promise<JobsPageState> {
  try {
    const query = parseJobQuery(search);
    const reads = [listJobs(ctx, query), listSchedules(ctx, { has_built_in: true })] as const;
    const [list, schedules] = await Promise.all(reads);
    return { kind: "jobs", query, list, schedules, zone: ctx.shownZone, now: ctx.clock.now().toISOString() };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return { kind: "refused", message: error.message };
  }
}
