import { cn } from "@/components/ui/class-names";
import { formatCount } from "@/lib/format";
import type { BulkOutcome } from "@/lib/bulk/bulk";

export interface OutcomeCard {
  outcome: BulkOutcome;
  label: string;
  count: number;
  /** Class name of its color. */
  look: string;
}

type BulkOutcomesProps = {
  label: string;
  cards: readonly OutcomeCard[];
  shown: BulkOutcome | null;
  onShow: (outcome: BulkOutcome) => void;
};

export function BulkOutcomes({ label, cards, shown, onShow }: BulkOutcomesProps) {
  return (
    <div
      role="group"
      aria-label={label}
      className={cn("grid gap-2 max-md:grid-cols-2", cards.length === 3 ? "grid-cols-3" : "grid-cols-4")}
    >
      {cards.map(({ outcome, label: name, count, look }) => (
        <button
          key={outcome}
          type="button"
          aria-pressed={shown === outcome}
          onClick={() => onShow(outcome)}
          className="rounded-card border bg-surface px-3 py-2.5 text-left hover:bg-hover aria-pressed:border-ink aria-pressed:shadow-[inset_0_0_0_1px_var(--text)]"
        >
          <span className="flex items-center gap-1.5 text-12 text-ink-2">
            <span aria-hidden className={cn("size-2 shrink-0 rounded-[2px] forced-colors:border", look)} />
            {name}
          </span>
          <span className="block text-20 font-semibold tracking-tight tabular-nums">
            {formatCount(count)}
          </span>
        </button>
      ))}
    </div>
  );
}

/** The outcomes as one bar; decorative, the numbers beside it say the same. Even the smallest share stays visible. */
export function OutcomeBar({ cards }: { cards: readonly OutcomeCard[] }) {
  return (
    <div aria-hidden className="my-3 flex h-2 gap-0.5 overflow-hidden rounded-tag bg-sunken">
      {cards.map(({ outcome, count, look }) =>
        count === 0 ? null : (
          <span
            key={outcome}
            className={cn("min-w-1 basis-0 forced-colors:border", look)}
            style={{ flexGrow: count }}
          />
        ),
      )}
    </div>
  );
}
