import type { ReactNode } from "react";
import { Skeleton } from "./skeleton";
import { cn } from "@/components/ui/class-names";

type PageSkeletonProps = {
  /** Announced by screen readers while the page loads. */
  says: string;
  /** The title, if it is known before the data. */
  title?: string;
  /** What is under the title: nothing, tabs, or a row of filters. */
  bar?: "tabs" | "filters";
  children: ReactNode;
};

/**
 * A page while its data loads: its title, and gray shapes for the rest. It appears with a delay, so a fast answer never
 * shows it.
 */
export function PageSkeleton({ says, title, bar, children }: PageSkeletonProps) {
  return (
    <div className="flex min-h-0 flex-1 animate-fade flex-col overflow-hidden [animation-delay:150ms] [animation-fill-mode:backwards]">
      <span role="status" className="sr-only">
        {says}
      </span>
      {title === undefined ? null : (
        <div className={cn("shrink-0 px-6 pt-4 max-md:px-4", bar === "tabs" ? "h-13" : "h-14")}>
          <h1>{title}</h1>
        </div>
      )}
      {bar === undefined ? null : (
        <div
          className={cn(
            "flex shrink-0 items-center gap-6 border-b px-6 max-md:px-4",
            bar === "tabs" ? "h-9 max-md:h-11" : "h-11.25",
          )}
        >
          <Skeleton className="w-20" />
          <Skeleton className="w-16" />
          <Skeleton className="w-20 max-md:hidden" />
        </div>
      )}
      <div aria-hidden className="contents">
        {children}
      </div>
    </div>
  );
}

type DetailSkeletonProps = {
  says: string;
  title?: string;
  /** A class name for the height of the header. */
  header: string;
  /** How many facts to show in the aside. */
  facts: number;
  children: ReactNode;
};

export function DetailSkeleton({ says, title, header, facts, children }: DetailSkeletonProps) {
  return (
    <PageSkeleton says={says}>
      <div className={cn("shrink-0 overflow-hidden border-b px-6 pt-3 max-md:px-4", header)}>
        <Skeleton className="my-2.25 w-16" />
        {title === undefined ? <Skeleton className="my-1 h-5 w-64 max-w-full" /> : <h1>{title}</h1>}
        <Skeleton className="mt-4 w-96 max-w-full" />
      </div>
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_320px] max-lg:block">
        <div className="flex flex-col gap-4 px-6 pt-4 max-md:px-4">{children}</div>
        <div className="flex flex-col gap-5 border-l bg-surface-2 p-5 max-lg:hidden">
          {Array.from({ length: facts }, (_, at) => (
            <Skeleton key={at} className={at % 3 === 0 ? "w-28" : "w-44"} />
          ))}
        </div>
      </div>
    </PageSkeleton>
  );
}

/** A card while its content loads; set its height with a class name. */
export function SkeletonCard({ className }: { className: string }) {
  return (
    <div className={cn("shrink-0 rounded-card border bg-surface p-4", className)}>
      <Skeleton className="w-64 max-w-full" />
      <Skeleton className="mt-4 w-100 max-w-full" />
    </div>
  );
}

/** List rows while they load, each as high as a real row. */
export function SkeletonLines({ count }: { count: number }) {
  return (
    <div>
      {Array.from({ length: count }, (_, at) => (
        <div key={at} className="flex h-9 items-center border-b">
          <Skeleton className={at % 2 === 0 ? "w-64" : "w-72"} />
        </div>
      ))}
    </div>
  );
}
