import { keptText, passesText } from "./archive-words";
import type { PlanAnswer } from "./use-archive-plan";
import { formatTime } from "@/lib/format";

type ArchivePlanTextProps = { counted: PlanAnswer; clock: { zone: string; now: Date } };

export function ArchivePlanText({ counted, clock }: ArchivePlanTextProps) {
  if (counted && counted.kind !== "done") {
    return (
      <p role="alert" className="text-bad-fg">
        Not counted. {counted.sentence}
      </p>
    );
  }
  const plan = counted?.answer.data ?? null;
  const kept = plan ? keptText(plan) : "";
  return (
    <div role="status" aria-busy={plan === null}>
      <p className="text-24 font-semibold tracking-tight tabular-nums">
        {plan ? passesText(plan.will_move) : <span className="text-ink-3">Counting…</span>}
      </p>
      <p className="text-12 text-ink-2 tabular-nums">
        {plan === null ? "Nothing is changed by counting." : moveText(plan.direction, plan.will_move)}
        {plan?.oldest_expiration && plan.newest_expiration
          ? ` Expired between ${formatTime(plan.oldest_expiration, clock)} and ${formatTime(plan.newest_expiration, clock)}.`
          : ""}
      </p>
      {kept ? <p className="text-12 text-ink-3 tabular-nums">Stay in the list: {kept}.</p> : null}
    </div>
  );
}

function moveText(direction: "archive" | "restore", count: number): string {
  if (count === 0) return direction === "archive" ? "Nothing is old enough." : "Nothing is there to restore.";
  return direction === "archive" ? "would move to the archive." : "would come back to the list.";
}
