import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

type EmptyStateProps = {
  title: string;
  body?: ReactNode;
  action?: ReactNode;
  icon?: ReactNode;
  /** Heading level; a page must have exactly one h1. */
  heading?: "h1" | "h2";
  className?: string;
};

/** Shown in place of rows: what is missing, why, and what to do. */
export function EmptyState({
  title,
  body,
  action,
  icon,
  heading: Heading = "h2",
  className,
}: EmptyStateProps) {
  return (
    <div className={cn("flex flex-col items-center gap-1 px-6 py-8 text-center text-ink-2", className)}>
      <span
        aria-hidden
        className="mb-2 grid size-10 place-items-center rounded-[10px] border bg-surface-2 text-ink-3 [&_svg]:size-5"
      >
        {icon ?? <SearchX strokeWidth={1.5} />}
      </span>
      <Heading className="text-13 leading-5 font-semibold tracking-normal text-ink">{title}</Heading>
      {body ? <div className="max-w-110 text-balance">{body}</div> : null}
      {action ? <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
