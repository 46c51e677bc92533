import { Skeleton } from "@/components/ui/page/skeleton";

const ROWS = 8;

/** The jobs before they are there: the same bars and heights. */
export function JobsSkeleton() {
  return (
    <div className="flex min-h-0 flex-1 animate-fade flex-col [animation-delay:150ms] [animation-fill-mode:backwards]">
      <div className="px-6 pt-4 pb-2 max-md:px-4">
        <h1>Jobs</h1>
        <span role="status" className="sr-only">
          Loading the jobs
        </span>
      </div>
      <div className="flex gap-2 border-b px-6 pb-3 max-md:px-4">
        {Array.from({ length: 5 }, (_, at) => (
          <Skeleton key={at} className="h-7 w-20" />
        ))}
      </div>
      <div aria-hidden className="h-8 border-b bg-surface-2" />
      {Array.from({ length: ROWS }, (_, at) => (
        <div key={at} aria-hidden className="flex h-12 items-center gap-12 border-b border-line-soft px-6">
          <Skeleton className="w-48" />
          <Skeleton className="w-28 max-md:hidden" />
          <Skeleton className="w-20" />
        </div>
      ))}
    </div>
  );
}
