import { cn } from "@/components/ui/class-names";
import { formatDuration, formatRelative, formatTimeTitle, type Instant } from "@/lib/format";

export type AgeTextProps = {
  /** When the value was true, UTC. */
  iso: string;
  now: Instant;
  /** IANA; the tooltip's full time is on its clocks. */
  zone: string;
  /** From this age on it is marked as old; never when absent. */
  stale_after_ms?: number | undefined;
  /** Two units ("2 h 30 min ago") and never a date, for where one value is looked at. */
  isLong?: boolean;
  className?: string;
};

/** How old a value is; what is too old stands out, in words too for who cannot see it. */
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
