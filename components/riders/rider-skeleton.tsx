import { Skeleton } from "@/components/ui/page/skeleton";

const ROWS = ["w-64", "w-72", "w-60", "w-72", "w-56", "w-64"];

/** The rider page while it loads: the same regions in the same places. */
export function RiderSkeleton() {
  return (
    <div role="status" aria-label="Loading the rider" className="flex min-h-0 flex-1 flex-col">
      <div className="flex shrink-0 items-center gap-3 border-b px-6 pt-9 pb-4 max-md:px-4">
        <Skeleton className="size-11 rounded-full" />
        <div>
          <Skeleton className="h-5 w-48 max-w-full" />
          <Skeleton className="mt-3 w-72 max-w-full" />
        </div>
      </div>
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_320px] max-lg:block">
        <div className="px-6 pt-4 max-md:px-4">
          <div className="h-17 rounded-card border" />
          <Skeleton className="mt-8 w-32" />
          {ROWS.map((width, at) => (
            <div key={at} className="flex h-9 items-center border-b">
              <Skeleton className={width} />
            </div>
          ))}
        </div>
        <div className="flex flex-col gap-5 border-l bg-surface-2 p-5 max-lg:border-l-0">
          {ROWS.map((_, at) => (
            <Skeleton key={at} className="w-48" />
          ))}
        </div>
      </div>
    </div>
  );
}
