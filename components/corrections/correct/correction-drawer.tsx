"use client";

import { type KeyboardEvent, useMemo, useState } from "react";
import { ConflictView } from "./conflict-view";
import { stateOf } from "@/components/corrections/correction-draft";
import { correctionControlId } from "./correction-fields";
import { CorrectionFooter } from "@/components/corrections/form/correction-footer";
import { CorrectionForm } from "./correction-form";
import { DiscardDialog } from "./discard-dialog";
import { CorrectionFailure } from "@/components/corrections/form/correction-failure";
import { useCorrection } from "./use-correction";
import {
  type CorrectionFormModel,
  useCorrectionForm,
} from "@/components/corrections/form/use-correction-form";
import { useExit } from "./use-exit";
import { Drawer, DrawerContent } from "@/components/ui/overlay/drawer";
import { shortId } from "@/lib/format";
import type { Pass } from "@/lib/passes/pass";
import type { PassField } from "@/lib/passes/pass-fields";

type CorrectionDrawerProps = {
  pass: Pass;
  etag: string;
  /** The label of every field of a pass. */
  labels: Readonly<Record<PassField, string>>;
  provider: string;
  zone: string;
  /** The server's clock when the pass was read. */
  now: string;
  actorName: string;
};

export function CorrectionDrawer(props: CorrectionDrawerProps) {
  const { pass, labels, provider } = props;
  // Typed times keep the zone they were typed in, even if the reader switches zones meanwhile.
  const [zone] = useState(props.zone);
  const now = useMemo(() => new Date(props.now), [props.now]);
  const model = useCorrectionForm({ opened: { pass, etag: props.etag }, labels, zone, now });
  const exit = useExit(pass.id, model.isDirty);
  const correction = useCorrection(model, props.now, exit.leaveSaved);
  const { conflict, isSaving, failure } = correction;
  const save = () =>
    void (conflict ? correction.submitMerged() : model.form.handleSubmit(correction.submit)());
  const obstacle = conflict ? correction.mergeObstacle : model.obstacle;
  const saveByKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey) || isSaving) return;
    event.preventDefault();
    // In the form, trying to save shows what is missing even if saving is not possible yet.
    if (!conflict || obstacle === null) save();
  };
  return (
    <Drawer open onOpenChange={(open) => (open ? undefined : exit.close())}>
      <DrawerContent
        isWide={conflict !== null}
        title="Correct this pass"
        description={nameOf(pass)}
        onKeyDown={saveByKey}
        onOpenAutoFocus={focusFirstField}
        onInteractOutside={(event) => event.preventDefault()}
        footer={
          <CorrectionFooter
            actorName={props.actorName}
            saveLabel={conflict ? "Save merged correction" : "Save correction"}
            cancelLabel={conflict ? "Discard my changes" : "Cancel"}
            obstacle={obstacle}
            isSaving={isSaving}
            onSave={save}
            onCancel={conflict ? exit.leave : exit.close}
          />
        }
      >
        <CorrectionFailure
          title="The correction was not saved."
          failure={failure}
          onRetry={save}
          isRetrying={isSaving}
        />
        {conflict ? (
          <CorrectionConflict
            correction={correction}
            conflict={conflict}
            model={model}
            labels={labels}
            zone={zone}
          />
        ) : (
          <CorrectionForm {...{ model, labels, provider, zone, now }} serverError={correction.serverError} />
        )}
        <DiscardDialog isOpen={exit.isAsking} onKeep={exit.stay} onDiscard={exit.leave} />
      </DrawerContent>
    </Drawer>
  );
}

function nameOf(pass: Pass): string {
  return [pass.product_name, shortId(pass.pass_uuid ?? pass.id), pass.rider?.display_name]
    .filter(Boolean)
    .join(", ");
}

function focusFirstField(event: Event): void {
  event.preventDefault();
  document.getElementById(correctionControlId("status"))?.focus();
}

type CorrectionConflictProps = {
  correction: ReturnType<typeof useCorrection>;
  conflict: NonNullable<ReturnType<typeof useCorrection>["conflict"]>;
  model: CorrectionFormModel;
  labels: CorrectionDrawerProps["labels"];
  zone: string;
};

function CorrectionConflict({ correction, conflict, model, labels, zone }: CorrectionConflictProps) {
  return (
    <ConflictView
      {...conflict}
      now={conflict.foundAt}
      current={stateOf(conflict.stale.current)}
      onChoose={correction.choose}
      changes={correction.merged}
      problems={correction.mergeProblems}
      reason={model.reading.reason}
      labels={labels}
      zone={zone}
      onEdit={correction.edit}
    />
  );
}
