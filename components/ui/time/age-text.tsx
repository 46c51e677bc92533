import { cn } from "@/components/ui/class-names";
import { formatDuration, formatRelative, formatTimeTitle, type Instant } from "@/lib/format";

export type AgeTextProps = {
  /** When the value was read; UTC. */
  iso: string;
  now: Instant;
  /** IANA name; the full time in the tooltip is in this zone. */
  zone: string;
  /** From this age on, the value is marked as old; if left out, never. */
  stale_after_ms?: number | undefined;
  /** Two units ("2 h 30 min ago") and never a date; for a page about one value. */
  isLong?: boolean;
  className?: string;
};

/** The age of a value. One that is too old stands out, and says so to screen readers. */
export function AgeText({ iso, now, zone, stale_after_ms, isLong = false, className }: AgeTextProps) {
  const age_ms = new Date(now).getTime() - Date.parse(iso);
  const isStale = stale_after_ms !== undefined && age_ms > stale_after_ms;
  const text = isLong ? `${formatDuration(age_ms)} ago` : formatRelative(iso, { zone, now });
  return (
    <time
      dateTime={iso}
      title={formatTimeTitle(iso, { zone })}
      className={cn("tabular-nums", isStale && "font-medium text-warn-fg", className)}
    >
      {isStale ? <span className="sr-only">Old: </span> : null}
      {text}
    </time>
  );
}
