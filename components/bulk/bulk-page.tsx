"use client";

import { useState } from "react";
import { BulkAside } from "./bulk-aside";
import { BulkConfirm } from "@/components/bulk/plan/bulk-confirm";
import { FailureBanner } from "@/components/api/failure-banner";
import { StaleBanner } from "@/components/api/stale-banner";
import { BulkFoot, BulkFrame } from "./bulk-frame";
import { BulkPlanning } from "@/components/bulk/plan/bulk-planning";
import { BulkPreview } from "@/components/bulk/results/bulk-preview";
import { BulkRun } from "@/components/bulk/run/bulk-run";
import type { SelectionWords } from "@/components/bulk/plan/bulk-selection";
import type { BulkViewer } from "./bulk-viewer";
import { bulkTitle, hasRun, stateWords } from "./bulk-words";
import type { BulkAct } from "./send-bulk";
import { useBulk } from "./use-bulk";
import { Tag } from "@/components/ui/value/tag";
import { useServerNow } from "@/components/ui/time/use-server-now";
import type { BulkDetail, BulkOutcome } from "@/lib/bulk/bulk";
import type { CorrectableField } from "@/lib/passes/pass-fields";

export type BulkPageProps = {
  bulk: BulkDetail;
  filters: readonly SelectionWords[];
  viewer: BulkViewer;
  /** The outcome whose passes are shown first, from the address. */
  shown: BulkOutcome | null;
  /** The full address of this page, to send to somebody. */
  address: string;
  labels: Readonly<Record<CorrectableField, string>>;
  zone: string;
  now: string;
};

const TICK_MS = 60_000;

/** One bulk correction: its plan until it runs, then its run. It updates itself. */
export function BulkPage(props: BulkPageProps) {
  const { viewer, filters, shown, labels, zone } = props;
  const model = useBulk(props.bulk);
  const { bulk, stale, failed } = model;
  const now = useServerNow(props.now, TICK_MS);
  const words = { labels, zone, now };
  const isRun = hasRun(bulk);
  // The outcome in the address applies only to the state in which the page was opened.
  const [openedAsRun] = useState(isRun);
  const shownFirst = openedAsRun === isRun ? shown : null;
  const { label, tone } = stateWords(bulk);
  const isEnded = isRun && (bulk.state === "done" || bulk.state === "cancelled" || bulk.state === "failed");
  return (
    <BulkFrame
      backHref="/corrections"
      backLabel="Corrections"
      title={bulkTitle(bulk)}
      tag={<Tag tone={tone}>{label}</Tag>}
      step={isRun ? "run" : "preview"}
      isStepDone={isEnded && bulk.state === "done"}
      aside={<BulkAside model={model} viewer={viewer} words={words} filters={filters} />}
      footer={
        isRun ? (
          isEnded ? null : (
            <PhoneNote />
          )
        ) : bulk.state === "planning" ? (
          <PlanningFoot />
        ) : (
          <BulkConfirm model={model} viewer={viewer} address={props.address} />
        )
      }
    >
      {stale ? (
        <StaleBanner failure={stale} className="mb-3">
          A run goes on without this page.
        </StaleBanner>
      ) : null}
      {failed && failed.act !== "undo" && failed.act !== "retry" ? (
        <FailureBanner title={NOT_DONE[failed.act]} failure={failed.failure} className="mb-4" />
      ) : null}
      {isRun ? (
        <BulkRun model={model} words={words} shownFirst={shownFirst} canRun={viewer.canRun} />
      ) : bulk.state === "planning" ? (
        <BulkPlanning bulk={bulk} />
      ) : (
        <BulkPreview model={model} words={words} shownFirst={shownFirst} canPlan={viewer.canPlan} />
      )}
    </BulkFrame>
  );
}

const NOT_DONE: Record<BulkAct, string> = {
  approve: "It is not approved.",
  run: "Nothing was started.",
  pause: "It was not paused.",
  resume: "It was not resumed.",
  cancel: "It was not stopped.",
  undo: "Nothing was undone.",
  retry: "Nothing was retried.",
};

function PlanningFoot() {
  return (
    <BulkFoot label="Next">
      <span className="flex-1 text-ink-2">The preview opens here when every pass is checked.</span>
    </BulkFoot>
  );
}

/* A phone shows the run without the buttons to pause or stop it. */
function PhoneNote() {
  return (
    <p className="shrink-0 border-t bg-surface-2 px-4 py-3 text-12 text-ink-2 md:hidden">
      To pause or stop it, open this page on a larger screen.
    </p>
  );
}
