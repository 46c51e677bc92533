import { Skeleton } from "@/components/ui/page/skeleton";

const ROWS = 12;

/** The log before its entries: the same columns and heights. */
export function AuditSkeleton() {
  return (
    <div className="flex min-h-0 flex-1 animate-fade flex-col [animation-delay:150ms] [animation-fill-mode:backwards]">
      <div className="px-6 pt-4 pb-2 max-md:px-4">
        <h1>Audit log</h1>
        <span role="status" className="sr-only">
          Loading the audit log
        </span>
      </div>
      <div className="border-b px-6 pt-1 pb-3 max-md:px-4">
        <Skeleton className="h-7 w-28 rounded-full" />
      </div>
      <div aria-hidden className="h-8 border-b bg-surface-2" />
      {Array.from({ length: ROWS }, (_, at) => (
        <div
          key={at}
          aria-hidden
          className="flex h-10 items-center gap-12 border-b border-line-soft pr-6 pl-15"
        >
          <Skeleton className="w-20" />
          <Skeleton className="w-28" />
          <Skeleton className="w-28" />
          <Skeleton className="w-48 max-md:hidden" />
        </div>
      ))}
    </div>
  );
}
