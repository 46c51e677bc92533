"use client";

import { RotateCw } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { FailureBanner } from "@/components/api/failure-banner";
import { BulkItems, type BulkWords } from "@/components/bulk/results/bulk-items";
import { BulkOutcomes, type OutcomeCard } from "@/components/bulk/results/bulk-outcomes";
import { BulkPanel } from "@/components/bulk/results/bulk-panel";
import { keepInAddress } from "@/components/bulk/results/bulk-preview";
import { BulkProgress } from "./bulk-progress";
import { BulkRefusals } from "@/components/bulk/results/bulk-refusals";
import { BulkResultsList } from "@/components/bulk/results/bulk-results-list";
import { isBusy, passes, waitingOf } from "@/components/bulk/bulk-words";
import type { BulkModel } from "@/components/bulk/use-bulk";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { LiveDot } from "@/components/ui/time/live-dot";
import type { BulkDetail, BulkOutcome } from "@/lib/bulk/bulk";
import { formatCount } from "@/lib/format";

type BulkRunProps = { model: BulkModel; words: BulkWords; shownFirst: BulkOutcome | null; canRun: boolean };

export function BulkRun({ model, words, shownFirst, canRun }: BulkRunProps) {
  const { bulk } = model;
  const [shown, setShown] = useState<BulkOutcome | null>(shownFirst);
  const show = (outcome: BulkOutcome | null) => {
    const next = outcome === shown ? null : outcome;
    setShown(next);
    keepInAddress(next);
  };
  const cards = runCards(bulk);
  const card = cards.find(({ outcome }) => outcome === shown) ?? null;
  return (
    <>
      <Ending bulk={bulk} />
      <BulkProgress model={model} canRun={canRun} clock={words} />
      <div className="mt-3">
        <BulkOutcomes label="What became of the passes" cards={cards} shown={shown} onShow={show} />
      </div>
      <Retry model={model} canRun={canRun} />
      {shown === null ? null : (
        <BulkResultsList
          // The list is read again when the run ends, because it grew while it was shown.
          key={`${shown} ${isBusy(bulk.state)}`}
          bulkId={bulk.id}
          outcome={shown}
          title={card?.label ?? PLAN_LABEL[shown] ?? "Passes"}
          total={card?.count ?? bulk.counts[shown]}
          words={words}
          onClose={() => show(null)}
        />
      )}
      {shown === null && bulk.latest.length > 0 ? <Latest bulk={bulk} words={words} /> : null}
      <BulkRefusals
        refused={bulk.refused}
        onShow={(outcome) => (outcome === shown ? undefined : show(outcome))}
      />
    </>
  );
}

const PLAN_LABEL: { [O in BulkOutcome]?: string } = { unchanged: "Already right", refused: "Refused" };

function runCards({ counts, undo_of, state }: BulkDetail): OutcomeCard[] {
  const isOver = state === "cancelled" || state === "failed";
  return [
    {
      outcome: "changed",
      label: undo_of === null ? "Corrected" : "Put back",
      count: counts.changed,
      look: "bg-accent",
    },
    { outcome: "failed", label: "Failed", count: counts.failed, look: "bg-bad-dot" },
    { outcome: "skipped", label: "Skipped since preview", count: counts.skipped, look: "bg-warn-dot" },
    {
      outcome: "will_change",
      label: isOver ? "Left as they were" : "Waiting",
      count: waitingOf(counts),
      look: "bg-idle-dot",
    },
  ];
}

/* How the run ended, if the numbers alone do not say it. */
function Ending({ bulk }: { bulk: BulkDetail }) {
  const { state, counts, error, undone_by } = bulk;
  if (undone_by !== null) {
    return (
      <Banner tone="info" title="Undone." className="mb-3">
        {passes(counts.changed)} were changed.{" "}
        <Link href={`/corrections/bulk/${undone_by}`} prefetch={false} className="link rounded-tag">
          Bulk correction {undone_by}
        </Link>{" "}
        puts their values back.
      </Banner>
    );
  }
  if (state === "failed") {
    return (
      <Banner tone="bad" title="The run ended before all passes were corrected." className="mb-3">
        {error ?? "The worker gave up."} {passes(counts.changed)} are changed; the others are as they were.
      </Banner>
    );
  }
  if (state === "cancelled") {
    return (
      <Banner tone="warn" title="Stopped." className="mb-3">
        {counts.changed === 0
          ? "Nothing was changed."
          : `${passes(counts.changed)} are changed; the others are as they were.`}
      </Banner>
    );
  }
  if (state !== "done") return null;
  const left = counts.skipped + counts.failed;
  return (
    <Banner tone={counts.failed > 0 ? "warn" : "ok"} title={doneText(bulk)} className="mb-3">
      {left === 0
        ? bulk.undo_of === null
          ? "Every pass of the plan is changed."
          : "Every pass has its values from before again."
        : `${formatCount(left)} of the plan were left alone, for the reasons below.`}
    </Banner>
  );
}

function doneText({ counts, undo_of }: BulkDetail): string {
  return undo_of === null ? `${passes(counts.changed)} corrected.` : `${passes(counts.changed)} put back.`;
}

function Retry({ model, canRun }: { model: BulkModel; canRun: boolean }) {
  const { bulk, acting, act, failed } = model;
  const count = bulk.counts.failed;
  if (count === 0 || bulk.state !== "done") return null;
  return (
    <>
      {failed?.act === "retry" ? (
        <FailureBanner title="Nothing was retried." failure={failed.failure} className="mb-4" />
      ) : null}
      <Banner
        tone="bad"
        title={`${passes(count)} failed.`}
        className="mt-3"
        action={
          canRun ? (
            <Button
              size="sm"
              icon={<RotateCw aria-hidden />}
              working={acting === "retry"}
              onClick={() => void act("retry")}
              className="self-center max-md:hidden"
            >
              Retry {formatCount(count)}
            </Button>
          ) : null
        }
      >
        Nothing was written for these. A retry checks each one again first.
      </Banner>
    </>
  );
}

function Latest({ bulk, words }: { bulk: BulkDetail; words: BulkWords }) {
  const isLive = bulk.state === "running";
  return (
    <BulkPanel
      title={`${isLive ? "Just" : "Last"} ${bulk.undo_of === null ? "corrected" : "put back"}`}
      className="mt-3"
      note={
        isLive ? (
          <span className="ml-1 inline-flex items-center gap-2 text-12 text-ink-2">
            <LiveDot />
            Live
          </span>
        ) : null
      }
    >
      <BulkItems caption="Newest results" items={bulk.latest} words={words} />
    </BulkPanel>
  );
}
