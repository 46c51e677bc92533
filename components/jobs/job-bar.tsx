import { jobProgress } from "@/components/jobs/job-words";
import type { ListedJob } from "@/lib/jobs/listed-job";

/** How far a job is, as a bar where its size is known and as a number else. */
export function JobBar({ job }: { job: ListedJob }) {
  const progress = jobProgress(job);
  if (progress === null) return <span className="text-ink-3 max-md:hidden">–</span>;
  const { share, text } = progress;
  return (
    <span className="flex flex-col gap-1 py-1">
      {share === null || job.state === "done" ? null : (
        <span
          role="progressbar"
          aria-label={`Progress of job ${job.id}`}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.floor(share * 100)}
          className="block h-1.5 overflow-hidden rounded-full bg-sunken forced-colors:border"
        >
          <svg aria-hidden viewBox="0 0 100 1" preserveAspectRatio="none" className="block size-full">
            <rect width={share * 100} height="1" className="fill-accent forced-colors:fill-[Highlight]" />
          </svg>
        </span>
      )}
      <span className="text-12 text-ink-2 tabular-nums">{text}</span>
    </span>
  );
}
