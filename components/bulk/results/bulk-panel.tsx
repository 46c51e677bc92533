import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

type BulkPanelProps = {
  title: string;
  note?: ReactNode;
  action?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A bordered section whose content reaches its edges. */
export function BulkPanel({ title, note, action, className, children }: BulkPanelProps) {
  return (
    <section className={cn("overflow-hidden rounded-card border bg-surface", className)}>
      <div className="flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 border-b px-4 py-1.5">
        <h2 className="text-13">{title}</h2>
        {note ? <span className="text-ink-3 tabular-nums">{note}</span> : null}
        {action ? <span className="ml-auto">{action}</span> : null}
      </div>
      {children}
    </section>
  );
}
