import { aboutText } from "./wait-words";
import type { PageTab } from "@/components/ui/page/page-tabs";
import { formatCount, formatDuration, formatRelative } from "@/lib/format";
import { JOB_QUERY, type JobQuery } from "@/lib/jobs/job-query";
import { besideWord } from "@/lib/fields/stored-word";
import type { JobState } from "@/lib/jobs/job";
import type { JobCounts, ListedJob } from "@/lib/jobs/listed-job";

export type JobTone = "neutral" | "ok" | "warn" | "bad" | "info";

export function jobState(job: ListedJob): { label: string; tone: JobTone } {
  if (job.is_cancelling) return { label: "Cancelling", tone: "warn" };
  if (job.state === "queued" && job.attempts > 0) return { label: "Retrying", tone: "warn" };
  return stateWords(job.state);
}

const STATES: Readonly<Record<JobState, { label: string; tone: JobTone }>> = {
  queued: { label: "Queued", tone: "neutral" },
  running: { label: "Running", tone: "info" },
  done: { label: "Done", tone: "ok" },
  dead: { label: "Given up", tone: "bad" },
  cancelled: { label: "Cancelled", tone: "neutral" },
};

/** The state of a job in words; a state that only a newer version knows is shown as it is stored. */
export function stateWords(state: ListedJob["state"]): { label: string; tone: JobTone } {
  return besideWord(STATES, state, { label: state, tone: "neutral" });
}

const SUBJECTS = {
  bulk: { name: "Bulk correction", href: (id: string) => `/corrections/bulk/${id}` },
  export: { name: "Export", href: (id: string) => `/exports?export=${id}` },
  archive_run: { name: "Archive run", href: (id: string) => `/archive?run=${id}` },
  schedule: { name: "Schedule", href: (id: string) => `/jobs#schedule-${id}` },
} as const;

export function jobSubject({ subject }: ListedJob): { text: string; href: string } | null {
  if (subject === null) return null;
  const { name, href } = SUBJECTS[subject.type];
  return { text: `${name} ${subject.id}`, href: href(encodeURIComponent(subject.id)) };
}

/** How long the job has waited or run, when it is tried next, or when it ended. */
export function jobTime(job: ListedJob, now: Date, zone: string): { iso: string; text: string } {
  const since = (iso: string) => formatDuration(now.getTime() - Date.parse(iso));
  if (job.state === "queued") {
    const wait_ms = Date.parse(job.run_after) - now.getTime();
    if (wait_ms > 0) return { iso: job.run_after, text: `Next try in ${formatDuration(wait_ms)}` };
    return { iso: job.created_on, text: `Waiting ${since(job.run_after)}` };
  }
  const started = job.started_on ?? job.created_on;
  if (job.state === "running") return { iso: started, text: `Started ${since(started)} ago` };
  const ended = job.finished_on ?? started;
  return { iso: ended, text: formatRelative(ended, { zone, now }) };
}

/** Progress of a job, as in "1.2M of 3M, about 6 min left"; null if it reports none. `share` is between 0 and 1, or null if the total is unknown. */
export function jobProgress(job: ListedJob): { share: number | null; text: string } | null {
  if (job.rows_done === null) return null;
  if (job.rows_total === null || job.rows_total === 0)
    return { share: null, text: formatCount(job.rows_done) };
  const left = job.seconds_left === null ? "" : `, ${aboutText(job.seconds_left)} left`;
  const short = { short: true } as const;
  const text = `${formatCount(job.rows_done, short)} of ${formatCount(job.rows_total, short)}${left}`;
  return { share: Math.min(1, job.rows_done / job.rows_total), text };
}

/** The tabs of the list of jobs; the address says which one is selected. */
export function jobTabs(query: JobQuery, counts: JobCounts): PageTab[] {
  const at = jobsHref({ ...query, kind: [], limit: 50, cursor: null });
  const tab = (label: string, search: string, count: number | null): PageTab => {
    const href = search === "" ? "/jobs" : `/jobs?${search}`;
    return { label, href, count: count === null ? null : formatCount(count), isCurrent: href === at };
  };
  return [
    tab("All", "", null),
    tab("Running", "state=running", counts.running),
    tab("Queued", "state=queued", counts.queued),
    { ...tab("Given up", "state=dead", counts.dead), isBad: counts.dead > 0 },
    tab("Done", "state=done", counts.done),
    tab("Cancelled", "state=cancelled", counts.cancelled),
    tab("Upkeep", "upkeep=only", counts.upkeep),
  ];
}

export function jobsHref(query: JobQuery): string {
  const search = JOB_QUERY.toSearch(query).toString().replaceAll("%2C", ",");
  return search === "" ? "/jobs" : `/jobs?${search}`;
}
