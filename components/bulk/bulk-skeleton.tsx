import { Skeleton } from "@/components/ui/page/skeleton";

const ROWS = 8;

/** The page of a bulk correction before it is there: the same parts in the same places. */
export function BulkSkeleton({ title, says }: { title: string; says: string }) {
  return (
    <div className="flex min-h-0 flex-1 animate-fade flex-col [animation-delay:150ms] [animation-fill-mode:backwards]">
      <div className="shrink-0 border-b px-6 pt-3 pb-3.5 max-md:px-4">
        <Skeleton className="my-2 w-16" />
        <h1>{title}</h1>
        <span role="status" className="sr-only">
          {says}
        </span>
      </div>
      <div aria-hidden className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_320px] max-lg:block">
        <div className="px-6 py-5 max-md:px-4">
          {Array.from({ length: ROWS }, (_, row) => (
            <div key={row} className="flex h-12 items-center gap-6 border-b border-line-soft">
              <Skeleton className="w-28" />
              <Skeleton className="w-36" />
              <Skeleton className="w-48 max-md:hidden" />
            </div>
          ))}
        </div>
        <div className="flex flex-col gap-4 border-l bg-surface-2 p-5 max-lg:border-l-0">
          {[0, 1, 2, 3].map((row) => (
            <Skeleton key={row} className="w-44" />
          ))}
        </div>
      </div>
    </div>
  );
}
