import { Skeleton } from "@/components/ui/page/skeleton";

const ROWS = 4;

/** The archive before it is there: the same parts and heights. */
export function ArchiveSkeleton() {
  return (
    <div className="flex min-h-0 flex-1 animate-fade flex-col [animation-delay:150ms] [animation-fill-mode:backwards]">
      <div className="px-6 pt-4 pb-2 max-md:px-4">
        <h1>Archive</h1>
        <span role="status" className="sr-only">
          Loading the archive
        </span>
      </div>
      <div aria-hidden className="flex flex-col gap-5 px-6 pt-3 max-md:px-4">
        <div className="h-72 rounded-card border bg-surface p-4">
          <Skeleton className="h-4 w-24" />
        </div>
        <div className="divide-y rounded-card border bg-surface">
          {Array.from({ length: ROWS }, (_, at) => (
            <div key={at} className="flex h-16 items-center gap-12 px-4">
              <Skeleton className="w-56" />
              <Skeleton className="w-40 max-md:hidden" />
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
