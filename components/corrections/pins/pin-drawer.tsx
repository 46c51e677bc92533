"use client";

import type { RefObject } from "react";
import { DRAFT_FIELDS, stateOf } from "@/components/corrections/correction-draft";
import { CorrectionFooter } from "@/components/corrections/form/correction-footer";
import { CorrectionReason } from "@/components/corrections/form/correction-reason";
import { CorrectionFailure } from "@/components/corrections/form/correction-failure";
import { TimeField } from "@/components/corrections/form/time-field";
import { usePin } from "./use-pin";
import { valueText } from "@/components/corrections/value-text";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Drawer, DrawerContent } from "@/components/ui/overlay/drawer";
import type { Pass } from "@/lib/passes/pass";
import type { CorrectableField } from "@/lib/passes/pass-fields";
import { providerName } from "@/lib/passes/words/provider-name";

export type PinDrawerProps = {
  pass: Pass;
  /** The label of every field of a pass. */
  labels: Readonly<Record<string, string>>;
  zone: string;
  now: string;
  isOpen: boolean;
  onClose: () => void;
  opener: RefObject<HTMLElement | null>;
};

export function PinDrawer(props: PinDrawerProps) {
  const { pass, zone, isOpen, onClose } = props;
  const now = new Date(props.now);
  const pin = usePin(pass.id, { zone, now }, onClose);
  const { model } = pin;
  return (
    <Drawer open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <DrawerContent
        title="Pin fields"
        description={`A sync with ${providerName(pass.provider)} will not overwrite the fields chosen here.`}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          props.opener.current?.focus();
        }}
        footer={
          <CorrectionFooter
            actorName="you"
            saveLabel="Pin fields"
            cancelLabel="Cancel"
            obstacle={pin.obstacle}
            isSaving={pin.isSaving}
            onSave={() => void pin.save()}
            onCancel={onClose}
          />
        }
      >
        <CorrectionFailure
          title="The fields were not pinned."
          failure={pin.failure}
          onRetry={() => void pin.save()}
          isRetrying={pin.isSaving}
        />
        <PinnedFields {...props} chosen={pin.fields} onToggle={pin.toggle} />
        <div className="mt-4 border-t pt-4">
          <div className="max-w-75 max-md:max-w-none">
            <TimeField
              form={model.form}
              name="hold_until"
              id="pin-until"
              label="Hold until"
              zone={zone}
              isChanged={false}
              was={null}
              hint={
                model.draft.hold_until === ""
                  ? "Empty: until somebody releases it"
                  : "Then the sync decides again"
              }
              error={pin.untilError}
              onReset={() => model.form.setValue("hold_until", "")}
            />
          </div>
        </div>
        <CorrectionReason model={model} caseHint="Where there is one" />
      </DrawerContent>
    </Drawer>
  );
}

type PinnedFieldsProps = Pick<PinDrawerProps, "pass" | "labels" | "zone" | "now"> & {
  chosen: readonly CorrectableField[];
  onToggle: (field: CorrectableField, isOn: boolean) => void;
};

function PinnedFields({ pass, labels, zone, now, chosen, onToggle }: PinnedFieldsProps) {
  const state = stateOf(pass);
  const clock = { zone, now: new Date(now) };
  return (
    <fieldset>
      <legend className="mb-2 font-semibold">Hold as they are now</legend>
      <div className="grid grid-cols-2 gap-x-4 gap-y-1 max-md:grid-cols-1">
        {DRAFT_FIELDS.map((field) => (
          <label
            key={field}
            className="flex min-h-7 items-start gap-2 py-0.5 max-md:min-h-11 max-md:items-center"
          >
            <Checkbox
              checked={chosen.includes(field)}
              onChange={(event) => onToggle(field, event.target.checked)}
              className="mt-0.5 max-md:mt-0"
            />
            <span className="min-w-0">
              {labels[field] ?? field}{" "}
              <span className="block truncate text-12 text-ink-3">
                {valueText(field, state[field], clock) ?? "Empty"}
                {pass.pinned.includes(field) ? ", held now" : ""}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
