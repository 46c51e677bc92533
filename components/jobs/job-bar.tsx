import { jobProgress } from "./job-words";
import { ProgressBar } from "@/components/ui/value/progress-bar";
import type { ListedJob } from "@/lib/jobs/listed-job";

/** Progress of a job: a bar if its size is known, otherwise a number. */
export function JobBar({ job }: { job: ListedJob }) {
  const progress = jobProgress(job);
  if (progress === null) return <span className="text-ink-3 max-md:hidden">–</span>;
  const { share, text } = progress;
  return (
    <span className="flex flex-col gap-1 py-1">
      {share === null || job.state === "done" ? null : (
        <ProgressBar label={`Progress of job ${job.id}`} percent={Math.floor(share * 100)} />
      )}
      <span className="text-12 text-ink-2 tabular-nums">{text}</span>
    </span>
  );
}
