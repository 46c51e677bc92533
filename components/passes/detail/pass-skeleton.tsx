import { Skeleton } from "@/components/ui/page/skeleton";

const FACTS = ["w-32", "w-40", "w-36", "w-28", "w-40", "w-32", "w-24", "w-36"];

/** The pass page while it loads: the same regions in the same places. */
export function PassSkeleton() {
  return (
    <div role="status" aria-label="Loading the pass" className="flex min-h-0 flex-1 flex-col">
      <div className="shrink-0 border-b px-6 pt-5 pb-4 max-md:px-4">
        <Skeleton className="w-16" />
        <Skeleton className="mt-5 h-5 w-64 max-w-full" />
        <Skeleton className="mt-4 w-96 max-w-full" />
      </div>
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_320px] max-lg:block">
        <div className="px-6 pt-4 max-md:px-4">
          <div className="rounded-card border p-4">
            <Skeleton className="h-4 w-80 max-w-full" />
            <Skeleton className="mt-4 w-120 max-w-full" />
            <Skeleton className="mt-3 w-64 max-w-full" />
            <Skeleton className="mt-8 w-100 max-w-full" />
          </div>
          <Skeleton className="mt-16 h-1.5 w-full" />
          <Skeleton className="mt-16 w-48" />
        </div>
        <div className="flex flex-col gap-5 border-l bg-surface-2 p-5 max-lg:border-l-0">
          {FACTS.map((width, at) => (
            <Skeleton key={at} className={width} />
          ))}
        </div>
      </div>
    </div>
  );
}
