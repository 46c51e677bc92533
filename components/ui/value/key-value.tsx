import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

type KeyValueProps = { label: ReactNode; children: ReactNode; className?: string };

/** One fact inside `Facts`. */
export function KeyValue({ label, children, className }: KeyValueProps) {
  return (
    <div className={cn("grid grid-cols-[104px_minmax(0,1fr)] gap-x-3", className)}>
      <dt className="text-12 leading-5 text-ink-3">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
