"use client";

import { BulkSelectionPart, type SelectionWords } from "@/components/bulk/plan/bulk-selection";
import { BulkUndoPart } from "@/components/bulk/run/bulk-undo-part";
import { changeText } from "./bulk-words";
import type { BulkWords } from "@/components/bulk/results/bulk-items";
import type { BulkModel } from "./use-bulk";
import type { BulkViewer } from "./bulk-viewer";
import { AsidePart } from "@/components/ui/page/aside-part";
import { After } from "@/components/ui/value/diff";
import { Facts } from "@/components/ui/value/key-value-list";
import { KeyValue } from "@/components/ui/value/key-value";
import type { BulkDetail } from "@/lib/bulk/bulk";
import { CORRECTABLE_FIELDS } from "@/lib/passes/pass-fields";
import { formatCount, formatTime } from "@/lib/format";
import { REASONS } from "@/lib/corrections/correction-rules";

const AND = new Intl.ListFormat("en-US");

type BulkAsideProps = {
  model: BulkModel;
  viewer: BulkViewer;
  words: BulkWords;
  filters: readonly SelectionWords[];
};

export function BulkAside({ model, viewer, words, filters }: BulkAsideProps) {
  const { bulk } = model;
  return (
    <>
      <ChangePart bulk={bulk} words={words} />
      <ReasonPart bulk={bulk} words={words} />
      {bulk.undo_of === null ? (
        <BulkSelectionPart
          count={bulk.state === "planning" ? "Being counted" : formatCount(bulk.counts.matched)}
          note={`Frozen at ${formatTime(bulk.frozen_on, words)}`}
          filters={filters}
          href={bulk.search === null ? null : `/passes?${bulk.search === "" ? "view=all" : bulk.search}`}
        />
      ) : null}
      <BulkUndoPart model={model} canUndo={viewer.canRun} />
    </>
  );
}

function ChangePart({ bulk, words }: { bulk: BulkDetail; words: BulkWords }) {
  const fields = CORRECTABLE_FIELDS.filter((field) => bulk.changes[field] !== undefined);
  if (bulk.undo_of !== null) {
    return (
      <AsidePart title="Change">
        <p className="text-ink-2">
          Puts back {AND.format(fields.map((field) => words.labels[field]))} as{" "}
          {fields.length === 1 ? "it was" : "they were"} on each pass.
        </p>
      </AsidePart>
    );
  }
  return (
    <AsidePart title="Change">
      <Facts>
        {fields.map((field) => (
          <KeyValue key={field} label={words.labels[field]}>
            <After>{changeText(field, bulk.changes[field], words)}</After>
          </KeyValue>
        ))}
        <KeyValue label="Other fields">Not changed</KeyValue>
        {bulk.is_pinned ? (
          <KeyValue label="Held">
            {bulk.pin_until === null ? "Until released" : `Until ${formatTime(bulk.pin_until, words)}`}
          </KeyValue>
        ) : null}
      </Facts>
    </AsidePart>
  );
}

function ReasonPart({ bulk, words }: { bulk: BulkDetail; words: BulkWords }) {
  const { reason, actor, approved } = bulk;
  return (
    <AsidePart title="Reason">
      <Facts>
        <KeyValue label="Category">{REASONS[reason.code]}</KeyValue>
        <KeyValue label="Note">{reason.note}</KeyValue>
        {reason.case_ref ? (
          <KeyValue label="Case">
            <span className="mono">{reason.case_ref}</span>
          </KeyValue>
        ) : null}
        <KeyValue label="By">{actor.name}</KeyValue>
        {approved ? (
          <KeyValue label="Approved">
            {approved.by.name}, {formatTime(approved.on, words)}
          </KeyValue>
        ) : null}
      </Facts>
    </AsidePart>
  );
}
