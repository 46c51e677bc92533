import { JobsBoard } from "./jobs-board";
import { jobsHref } from "./job-words";
import { ScheduleList } from "./schedule-list";
import type { JobList } from "./send-job";
import { LoadedAgo } from "@/components/ui/time/loaded-ago";
import type { JobQuery } from "@/lib/jobs/job-query";
import type { Schedule } from "@/lib/jobs/schedules/schedule";

export type JobsPageProps = {
  list: JobList;
  query: JobQuery;
  schedules: readonly Schedule[];
  zone: string;
  now: string;
};

export function JobsPage({ list, query, schedules, zone, now }: JobsPageProps) {
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-auto">
      <LoadedAgo now={now} />
      <div className="flex min-h-13 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 px-6 pt-4 pb-1 max-md:px-4">
        <h1>Jobs</h1>
        <span className="text-ink-3">Work that goes on in the background</span>
      </div>
      <JobsBoard key={jobsHref(query)} first={list} query={query} zone={zone} now={now} />
      <ScheduleList schedules={schedules} zone={zone} now={now} />
    </div>
  );
}
