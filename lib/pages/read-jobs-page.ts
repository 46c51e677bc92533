import "server-only";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { JOB_QUERY } from "@/lib/jobs/job-query";
import { listJobs } from "@/lib/jobs/list-jobs";
import { listSchedules } from "@/lib/jobs/schedules/list-schedules";
import { orRefused } from "./refused";

/** Everything the jobs page shows, or why it is refused. Throws 401, 403 and 503. */
export async function readJobsPage(ctx: Context, search: URLSearchParams) {
  authorize(ctx, "job.list");
  return orRefused(async () => {
    const query = JOB_QUERY.parse(search, { now: ctx.clock.now(), zone: ctx.zone });
    const reads = [listJobs(ctx, query), listSchedules(ctx, { has_built_in: true })] as const;
    const [list, schedules] = await Promise.all(reads);
    const now = ctx.clock.now().toISOString();
    return { kind: "jobs" as const, query, list, schedules, zone: ctx.shownZone, now };
  });
}
