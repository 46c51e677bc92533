"use client";

import Link from "next/link";
import { useState } from "react";
import { JobBar } from "./job-bar";
import { jobState, jobSubject, jobTime } from "./job-words";
import { actOnJob } from "./send-job";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { Tag } from "@/components/ui/value/tag";
import { TimeText } from "@/components/ui/time/time-text";
import { sayFailure } from "@/components/api/say-failure";
import { toast } from "@/components/ui/overlay/toast";
import { formatTimeTitle } from "@/lib/format";
import type { ListedJob } from "@/lib/jobs/listed-job";

type JobRowProps = { job: ListedJob; now: Date; zone: string; onActed: () => Promise<void> };

/** One job; on a phone its cells stack. */
export function JobRow({ job, now, zone, onActed }: JobRowProps) {
  const { label, tone } = jobState(job);
  const time = jobTime(job, now, zone);
  return (
    <tr className="max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-x-3 max-md:border-b max-md:px-4 max-md:py-2.5 max-md:[&>td]:block max-md:[&>td]:h-auto max-md:[&>td]:border-0 max-md:gap-y-0.5 max-md:[&>td]:bg-transparent! max-md:[&>td]:p-0!">
      <td className="py-2! max-md:col-start-1 max-md:row-start-1">
        <What job={job} />
      </td>
      <td className="truncate text-ink-2 max-md:hidden!">{job.asked_by.name}</td>
      <td className="max-md:col-start-2 max-md:row-start-1 max-md:text-right">
        <Tag tone={tone}>{label}</Tag>
      </td>
      <td className="max-md:col-span-2 max-md:empty:hidden!">
        <JobBar job={job} />
      </td>
      <td className="text-ink-2 tabular-nums max-md:hidden!">
        {job.attempts} of {job.most_attempts}
      </td>
      <td className="text-ink-2 tabular-nums max-md:self-center max-md:text-12">
        <TimeText iso={time.iso} text={time.text} title={formatTimeTitle(time.iso, { zone })} />
      </td>
      <td className="text-right">
        <Act job={job} onActed={onActed} />
      </td>
    </tr>
  );
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

function Act({ job, onActed }: Pick<JobRowProps, "job" | "onActed">) {
  const [isWorking, setWorking] = useState(false);
  if (!job.can_retry && !job.can_cancel) return null;
  const act = job.can_retry ? "retry" : "cancel";
  const run = async () => {
    setWorking(true);
    const outcome = await actOnJob(job.id, act);
    await onActed();
    setWorking(false);
    if (outcome.kind !== "done") sayFailure(outcome);
    else
      toast.success(act === "retry" ? `Job ${job.id} is queued again` : `Job ${job.id} is being cancelled`);
  };
  return (
    <Button size="sm" working={isWorking} onClick={() => void run()}>
      {act === "retry" ? "Retry" : "Cancel"}
      <span className="sr-only"> job {job.id}</span>
    </Button>
  );
}
