import { LoaderCircle } from "lucide-react";
import { waitSentence } from "@/components/jobs/wait-words";
import { passes } from "@/components/bulk/bulk-words";
import type { BulkDetail } from "@/lib/bulk/bulk";
import { formatCount } from "@/lib/format";

/** Shown while a large selection is being checked. */
export function BulkPlanning({ bulk }: { bulk: BulkDetail }) {
  const { will_change, unchanged, refused } = bulk.counts;
  const checked = will_change + unchanged + refused;
  return (
    <section className="rounded-card border bg-surface p-5">
      <h2 className="flex items-center gap-2">
        <LoaderCircle aria-hidden className="size-4 animate-spin text-accent-text" />
        Checking the passes
      </h2>
      <p className="mt-2 text-24 font-semibold tracking-tight tabular-nums">
        {formatCount(checked)} <span className="text-16 font-normal text-ink-3">checked so far</span>
      </p>
      <p className="mt-2 text-ink-2">
        {checked === 0
          ? "Every pass of the selection is frozen and checked."
          : `${passes(will_change)} would change, ${formatCount(unchanged)} are already right, ${formatCount(refused)} are refused.`}{" "}
        {waitSentence(bulk.waits_for, "")} Nothing is changed. You can leave this page and come back.
      </p>
      <span role="status" className="sr-only">
        Checking the passes
      </span>
    </section>
  );
}
