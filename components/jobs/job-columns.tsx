import Link from "next/link";
import { JobAct } from "./job-act";
import { JobBar } from "./job-bar";
import { jobState, jobSubject, jobTime } from "./job-words";
import type { TableShape } from "@/components/data-table/table-shape";
import { cn } from "@/components/ui/class-names";
import { Tag } from "@/components/ui/value/tag";
import { TimeText } from "@/components/ui/time/time-text";
import { formatTimeTitle } from "@/lib/format";
import type { ListedJob } from "@/lib/jobs/listed-job";

interface JobGiven {
  now: Date;
  zone: string;
  onActed: () => Promise<void>;
}

export const JOB_TABLE: TableShape<ListedJob, JobGiven> = {
  phone: "stack",
  className: "table-fixed",
  rowClassName: "max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3",
  columns: [
    {
      label: "Job",
      cell: (job) => <What job={job} />,
      cellClassName: "md:py-2 max-md:col-start-1 max-md:row-start-1",
    },
    {
      label: "Asked by",
      cell: (job) => job.asked_by.name,
      width: "w-36",
      cellClassName: "truncate text-ink-2 max-md:hidden",
    },
    {
      label: "State",
      cell: (job) => <State job={job} />,
      width: "w-28",
      cellClassName: "max-md:col-start-2 max-md:row-start-1 max-md:text-right",
    },
    {
      label: "Progress",
      cell: (job) => <JobBar job={job} />,
      width: "w-56",
      cellClassName: "max-md:col-span-2",
    },
    {
      label: "Attempts",
      cell: (job) => `${job.attempts} of ${job.most_attempts}`,
      width: "w-24",
      cellClassName: "text-ink-2 tabular-nums max-md:hidden",
    },
    {
      label: "When",
      cell: (job, { now, zone }) => <When job={job} now={now} zone={zone} />,
      width: "w-44",
      cellClassName: "text-ink-2 tabular-nums max-md:self-center max-md:text-12",
    },
    {
      label: "Act",
      isLabelHidden: true,
      cell: (job, { onActed }) => <JobAct job={job} onActed={onActed} />,
      width: "w-28",
      cellClassName: "text-right",
    },
  ],
};

function State({ job }: { job: ListedJob }) {
  const { label, tone } = jobState(job);
  return <Tag tone={tone}>{label}</Tag>;
}

function When({ job, now, zone }: { job: ListedJob; now: Date; zone: string }) {
  const { iso, text } = jobTime(job, now, zone);
  return <TimeText iso={iso} text={text} title={formatTimeTitle(iso, { zone })} />;
}

function What({ job }: { job: ListedJob }) {
  const subject = jobSubject(job);
  return (
    <>
      <span className="mr-2 font-medium">{job.label}</span>
      <span className="text-12 text-ink-3">
        {subject ? (
          <Link href={subject.href} prefetch={false} className="link mr-2 rounded-tag">
            {subject.text}
          </Link>
        ) : null}
        <span className="whitespace-nowrap tabular-nums">Job {job.id}</span>
      </span>
      {job.error && job.state !== "cancelled" && job.state !== "done" ? (
        <p className={cn("text-12 text-pretty", job.state === "dead" ? "text-bad-fg" : "text-ink-2")}>
          {job.state === "dead" ? "" : "Last try: "}
          {job.error.message}
        </p>
      ) : null}
    </>
  );
}
