import { BulkPanel } from "./bulk-panel";
import { cn } from "@/components/ui/class-names";
import type { BulkOutcome, BulkRefusal } from "@/lib/bulk/bulk";
import { formatCount } from "@/lib/format";

type BulkRefusalsProps = { refused: readonly BulkRefusal[]; onShow: (outcome: BulkOutcome) => void };

export function BulkRefusals({ refused, onShow }: BulkRefusalsProps) {
  const total = refused.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return null;
  return (
    <BulkPanel title="Not changed, and why" note={formatCount(total)} className="mt-3">
      <ul className="px-4 py-1">
        {refused.map(({ outcome, code, message, count }) => (
          <li
            key={`${outcome} ${code}`}
            className="grid grid-cols-[64px_minmax(0,1fr)_auto] items-baseline gap-3 border-t border-line-soft py-2 first:border-t-0"
          >
            <b className={cn("tabular-nums", BAD.has(outcome) && "text-bad-fg")}>{formatCount(count)}</b>
            <span>{message}</span>
            <button
              type="button"
              className="link min-h-6 rounded-tag text-12 max-md:min-h-11"
              aria-label={`Show: ${message}`}
              onClick={() => onShow(outcome)}
            >
              Show
            </button>
          </li>
        ))}
      </ul>
    </BulkPanel>
  );
}

const BAD: ReadonlySet<BulkRefusal["outcome"]> = new Set(["refused", "failed"]);
