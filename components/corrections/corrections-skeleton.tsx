import { Skeleton } from "@/components/ui/page/skeleton";

const ROWS = 10;

/** A list of corrections before it is there. */
export function CorrectionsSkeleton() {
  return (
    <div className="min-h-0 flex-1 animate-fade [animation-delay:150ms] [animation-fill-mode:backwards]">
      <span role="status" className="sr-only">
        Loading corrections
      </span>
      <div aria-hidden className="h-8 border-b bg-surface-2" />
      {Array.from({ length: ROWS }, (_, row) => (
        <div
          key={row}
          aria-hidden
          className="flex h-12 items-center gap-12 border-b border-line-soft px-6 max-md:px-4"
        >
          <Skeleton className="w-36" />
          <Skeleton className="w-52" />
          <Skeleton className="w-24 max-md:hidden" />
          <Skeleton className="w-28 max-md:hidden" />
        </div>
      ))}
    </div>
  );
}
