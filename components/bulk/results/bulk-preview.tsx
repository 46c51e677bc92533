"use client";

import { Download, RotateCw } from "lucide-react";
import { useState } from "react";
import { FailureBanner } from "@/components/api/failure-banner";
import { BulkItems, type BulkWords } from "./bulk-items";
import { BulkOutcomes, OutcomeBar, type OutcomeCard } from "./bulk-outcomes";
import { BulkPanel } from "./bulk-panel";
import { BulkRefusals } from "./bulk-refusals";
import { BulkResultsList } from "./bulk-results-list";
import { resultsHref } from "@/components/bulk/send-bulk";
import type { BulkModel } from "@/components/bulk/use-bulk";
import { usePlanAgain } from "./use-plan-again";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { buttonStyle } from "@/components/ui/button-style";
import { EmptyState } from "@/components/ui/page/empty-state";
import type { BulkCounts, BulkDetail, BulkOutcome } from "@/lib/bulk/bulk";
import { formatCount, formatTime } from "@/lib/format";

type BulkPreviewProps = {
  model: BulkModel;
  words: BulkWords;
  /** The outcome that the address asks to show. */
  shownFirst: BulkOutcome | null;
  canPlan: boolean;
};

export function BulkPreview({ model, words, shownFirst, canPlan }: BulkPreviewProps) {
  const { bulk } = model;
  const [shown, setShown] = useState<BulkOutcome>(shownFirst ?? "will_change");
  const show = (outcome: BulkOutcome) => {
    setShown(outcome);
    keepInAddress(outcome === "will_change" ? null : outcome);
  };
  const cards = planCards(bulk.counts);
  const card = cards.find(({ outcome }) => outcome === shown);
  return (
    <>
      <PreviewHead bulk={bulk} canPlan={canPlan} words={words} />
      <OutcomeBar cards={cards} />
      <BulkOutcomes label="What would become of the passes" cards={cards} shown={shown} onShow={show} />
      {bulk.warnings.length > 0 ? <Warnings bulk={bulk} /> : null}
      {shown === "will_change" ? (
        <Sample model={model} words={words} />
      ) : (
        <BulkResultsList
          key={shown}
          bulkId={bulk.id}
          outcome={shown}
          title={card?.label ?? "Passes"}
          total={card?.count ?? 0}
          words={words}
        />
      )}
      <BulkRefusals refused={bulk.refused} onShow={show} />
    </>
  );
}

/**
 * Puts the outcome into the address, so that a shared link shows the same passes. Replaces the history entry: Back does
 * not step through every card.
 */
export function keepInAddress(outcome: BulkOutcome | null): void {
  const { pathname } = window.location;
  window.history.replaceState(null, "", outcome === null ? pathname : `${pathname}?show=${outcome}`);
}

function planCards(counts: BulkCounts): OutcomeCard[] {
  return [
    { outcome: "will_change", label: "Will change", count: counts.will_change, look: "bg-accent" },
    { outcome: "unchanged", label: "Already right", count: counts.unchanged, look: "bg-idle-dot" },
    { outcome: "refused", label: "Refused", count: counts.refused, look: "bg-bad-dot" },
  ];
}

type PreviewHeadProps = { bulk: BulkDetail; canPlan: boolean; words: BulkWords };

function PreviewHead({ bulk, canPlan, words }: PreviewHeadProps) {
  const again = usePlanAgain(bulk);
  return (
    <>
      {again.failure ? (
        <FailureBanner title="There is no new preview." failure={again.failure} className="mb-4" />
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <h2>Preview</h2>
        <p className="text-ink-3">As of {formatTime(bulk.frozen_on, words)}. Nothing has been changed.</p>
        <span className="ml-auto flex gap-2 max-md:ml-0 max-md:basis-full">
          {canPlan && bulk.undo_of === null ? (
            <Button
              size="sm"
              icon={<RotateCw aria-hidden />}
              working={again.isWorking}
              onClick={again.plan}
              className="max-md:hidden"
            >
              Run again
            </Button>
          ) : null}
          <a href={resultsHref(bulk.id)} download className={buttonStyle({ size: "sm" })}>
            <Download aria-hidden />
            Preview as CSV
          </a>
        </span>
      </div>
    </>
  );
}

function Warnings({ bulk }: { bulk: BulkDetail }) {
  return (
    <Banner tone="warn" title="Some changes are unusual." className="mt-3">
      They are made all the same.
      <ul className="mt-1 tabular-nums">
        {bulk.warnings.map(({ code, message, count }) => (
          <li key={code}>
            <b className="text-ink">{formatCount(count)}</b>{" "}
            {message.charAt(0).toLowerCase() + message.slice(1)}
          </li>
        ))}
      </ul>
    </Banner>
  );
}

function Sample({ model, words }: { model: BulkModel; words: BulkWords }) {
  const { bulk, isSampling, showAnotherSample } = model;
  const { will_change } = bulk.counts;
  if (will_change === 0) {
    return (
      <BulkPanel title="Sample of passes that will change" className="mt-4">
        <EmptyState
          title="No pass would change"
          body="Every selected pass is already right or refused. The reasons are below."
        />
      </BulkPanel>
    );
  }
  return (
    <BulkPanel
      title="Sample of passes that will change"
      note={`${formatCount(bulk.sample.length)} of ${formatCount(will_change)}`}
      className="mt-4"
      action={
        will_change > bulk.sample.length ? (
          <button
            type="button"
            className="link min-h-6 rounded-tag text-12 aria-disabled:text-ink-off max-md:min-h-11"
            aria-disabled={isSampling}
            onClick={() => (isSampling ? undefined : showAnotherSample())}
          >
            Show another sample
          </button>
        ) : null
      }
    >
      <div aria-busy={isSampling} className="aria-busy:opacity-60">
        <BulkItems caption="Before and after" items={bulk.sample} words={words} />
      </div>
    </BulkPanel>
  );
}
