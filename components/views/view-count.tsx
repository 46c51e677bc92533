import { formatCount } from "@/lib/format";
import type { PassCount } from "@/lib/passes/list/bounded-count";

interface ViewCountProps {
  /** Undefined until it is known; null if it could not be counted in time. */
  count: PassCount | null | undefined;
  className?: string;
}

/** How many passes a view has. Its space is reserved, so that nothing moves when the number arrives. */
export function ViewCount({ count, className = "text-12 font-normal text-ink-3" }: ViewCountProps) {
  return (
    <span className={`min-w-7 tabular-nums ${className}`}>
      {count ? formatCount(count.value, { short: true, relation: count.relation }) : null}
    </span>
  );
}
