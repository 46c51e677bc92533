"use client";

import { Monitor } from "lucide-react";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { BulkField, bulkControlId } from "./bulk-field";
import { BulkFoot, BulkFrame } from "@/components/bulk/bulk-frame";
import { FailureBanner } from "@/components/api/failure-banner";
import { BulkSelectionPart, type SelectionWords } from "./bulk-selection";
import { type BulkAsk, type BulkSelection, planBulk } from "@/components/bulk/send-bulk";
import { useCommandEnter } from "@/components/bulk/use-command-enter";
import { type NewBulkModel, useNewBulk } from "./use-new-bulk";
import { DRAFT_FIELDS } from "@/components/corrections/correction-draft";
import { CorrectionHold } from "@/components/corrections/correct/correction-hold";
import { CorrectionReason } from "@/components/corrections/form/correction-reason";
import type { ApiFailure } from "@/components/api/api-failure";
import { useChangeKey } from "@/components/api/use-change-key";
import { useOnline } from "@/components/ui/browser/use-online";
import { AsidePart } from "@/components/ui/page/aside-part";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/page/empty-state";
import type { Bulk } from "@/lib/bulk/bulk";
import type { CorrectableField } from "@/lib/passes/pass-fields";

export type NewBulkProps = {
  selection: BulkSelection;
  /** The number of passes, already formatted: "1,204", "10,000+". */
  count: string;
  filters: readonly SelectionWords[];
  /** Link to the list that the passes come from. */
  listHref: string;
  /** The plan to change; null for a new one. */
  from: Bulk | null;
  provider: string;
  labels: Readonly<Record<CorrectableField, string>>;
  zone: string;
  now: string;
};

/** The first step: what to change on every pass, and why. It changes nothing yet. */
export function NewBulk(props: NewBulkProps) {
  const { selection, count, filters, listHref, labels } = props;
  // Typed times keep the zone they were typed in, even if the reader switches zones meanwhile.
  const [zone] = useState(props.zone);
  const now = useMemo(() => new Date(props.now), [props.now]);
  const model = useNewBulk(props.from, { labels, zone, now });
  const planning = usePlanning(selection, model);
  useCommandEnter(planning.submit);
  return (
    <BulkFrame
      backHref={listHref}
      backLabel="Passes"
      title={count === "1" ? "Correct 1 pass" : `Correct ${count} passes`}
      step="change"
      aside={
        <>
          <BulkSelectionPart count={count} filters={filters} href={"query" in selection ? listHref : null} />
          <Promises />
        </>
      }
      footer={<NewBulkFoot {...{ model, count, listHref }} {...planning} />}
    >
      <EmptyState
        icon={<Monitor strokeWidth={1.5} />}
        title="Open this on a larger screen"
        body="Many passes are corrected at once where there is room to check them. The selection is in the address."
        className="md:hidden"
      />
      <form
        aria-label="Bulk correction"
        noValidate
        onSubmit={(event) => event.preventDefault()}
        className="max-w-190 max-md:hidden"
      >
        {planning.failure ? (
          <FailureBanner
            title="There is no plan yet."
            failure={planning.failure}
            onRetry={planning.submit}
            isRetrying={planning.isSending}
            className="mb-4"
          />
        ) : null}
        <ChangeFields model={model} labels={labels} zone={zone} />
        <CorrectionReason model={model} />
        <CorrectionHold model={model} zone={zone} provider={props.provider} />
      </form>
    </BulkFrame>
  );
}

function ChangeFields({
  model,
  labels,
  zone,
}: Pick<NewBulkProps, "labels" | "zone"> & { model: NewBulkModel }) {
  return (
    <section aria-labelledby="change-title">
      <div className="mb-1 flex flex-wrap items-baseline gap-x-3">
        <h2 id="change-title">Change</h2>
        <p className="text-ink-3">Fields you leave as they are keep the value each pass has.</p>
      </div>
      {DRAFT_FIELDS.map((field) => (
        <BulkField key={field} field={field} label={labels[field]} zone={zone} model={model} />
      ))}
    </section>
  );
}

function Promises() {
  return (
    <>
      <AsidePart title="What happens next">
        <p className="text-ink-2">
          The selection is frozen and every pass is checked. You see what would change and what would not,
          before anything is written.
        </p>
      </AsidePart>
      <AsidePart title="Undo">
        <p className="text-ink-2">
          A run can be undone as a whole. Passes that someone changes later are left alone and listed.
        </p>
      </AsidePart>
    </>
  );
}

interface Planning {
  failure: ApiFailure | null;
  isSending: boolean;
  submit: () => void;
}

function usePlanning(selection: BulkSelection, model: NewBulkModel): Planning {
  const router = useRouter();
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const [isSending, setSending] = useState(false);
  const keys = useChangeKey();
  const send = async () => {
    const { changes, reason, pin_until } = model.reading;
    if (model.obstacle !== null || reason === null || isSending) {
      focusFirstError(model);
      return;
    }
    const ask: BulkAsk = { ...selection, changes, reason, ...(pin_until === undefined ? {} : { pin_until }) };
    setSending(true);
    const outcome = await planBulk(ask, keys.of(ask));
    if (outcome.kind === "done") {
      router.push(`/corrections/bulk/${outcome.answer.id}`);
      return;
    }
    setSending(false);
    setFailure(outcome);
  };
  return { failure, isSending, submit: () => void model.form.handleSubmit(send)() };
}

function focusFirstError({ reading }: NewBulkModel): void {
  const field = Object.keys(reading.errors)[0];
  const id = field
    ? bulkControlId(field)
    : reading.touched.length === 0
      ? bulkControlId("status-mode")
      : "correct-note";
  document.getElementById(id)?.focus();
}

type NewBulkFootProps = Planning & { model: NewBulkModel; count: string; listHref: string };

function NewBulkFoot({ model, count, listHref, isSending, submit }: NewBulkFootProps) {
  const isOnline = useOnline();
  const obstacle = isOnline ? model.obstacle : "Offline: reconnect to preview";
  return (
    <BulkFoot label="Next">
      <span className="min-w-0 flex-1 text-12 text-ink-3">
        {isSending ? "Checking the passes. Nothing is changed." : "Nothing is changed by the preview."}
      </span>
      <ButtonLink href={listHref} prefetch={false}>
        Back
      </ButtonLink>
      <Button variant="primary" disabled={obstacle !== null} working={isSending} onClick={submit}>
        {obstacle ?? (count === "1" ? "Preview 1 pass" : `Preview ${count} passes`)}
      </Button>
    </BulkFoot>
  );
}
