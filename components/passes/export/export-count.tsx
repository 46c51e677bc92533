"use client";

import type { useExactCount } from "@/components/passes/query/use-exact-count";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/format";

export function ExportCount({
  exact,
  isStarted,
}: {
  exact: ReturnType<typeof useExactCount>;
  isStarted: boolean;
}) {
  const { count } = exact;
  if (isStarted) {
    return (
      <Banner tone="ok" title="The download has started.">
        Your browser saves the file. You can close this.
      </Banner>
    );
  }
  switch (count.state) {
    case "counted":
      return (
        <p role="status" className="tabular-nums">
          <b className="text-16">{formatCount(count.value)}</b> {count.value === 1 ? "row" : "rows"}
        </p>
      );
    case "refused":
      return (
        <Banner
          tone="bad"
          isAlert
          title="The rows were not counted."
          action={
            <Button size="sm" onClick={() => void exact.start()}>
              Count again
            </Button>
          }
        >
          {count.message}
        </Banner>
      );
    default:
      return (
        <p role="status" className="flex items-center gap-2 text-ink-2 tabular-nums">
          <span aria-hidden className="skeleton w-16" />
          Counting the rows
          {count.state === "counting" && count.seconds > 0 ? `, ${count.seconds}\u00a0s` : "…"}
        </p>
      );
  }
}
