import { Skeleton } from "@/components/ui/page/skeleton";

const ROWS = 8;

/** The page before its exports: the same columns and heights. */
export function ExportsSkeleton() {
  return (
    <div className="flex min-h-0 flex-1 animate-fade flex-col [animation-delay:150ms] [animation-fill-mode:backwards]">
      <div className="px-6 pt-4 pb-2 max-md:px-4">
        <h1>Exports</h1>
        <span role="status" className="sr-only">
          Loading exports
        </span>
      </div>
      <div className="h-9 border-b" />
      <div aria-hidden className="h-8 border-b bg-surface-2" />
      {Array.from({ length: ROWS }, (_, at) => (
        <div key={at} aria-hidden className="flex h-15 items-center gap-10 border-b border-line-soft px-6">
          <Skeleton className="w-72" />
          <Skeleton className="w-32 max-md:hidden" />
          <Skeleton className="w-56 max-md:hidden" />
          <Skeleton className="ml-auto w-20 max-md:hidden" />
        </div>
      ))}
    </div>
  );
}
