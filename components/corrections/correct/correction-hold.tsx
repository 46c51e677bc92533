"use client";

import { TimeField } from "@/components/corrections/form/time-field";
import type { DraftReading } from "@/components/corrections/form/read-draft";
import type { CorrectionFormModel } from "@/components/corrections/form/use-correction-form";
import { Checkbox } from "@/components/ui/form/checkbox";

type CorrectionHoldProps = {
  model: Pick<CorrectionFormModel, "form" | "draft"> & { reading: Pick<DraftReading, "errors"> };
  zone: string;
  provider: string;
  serverError?: string;
};

/** Chooses whether to pin the corrected fields, so that the provider's next answer does not overwrite them. */
export function CorrectionHold({ model, zone, provider, serverError }: CorrectionHoldProps) {
  const { form, draft, reading } = model;
  return (
    <section aria-label="Hold" className="mt-4 border-t pt-4">
      <div className="flex items-start gap-2">
        <Checkbox
          id="correct-hold"
          aria-describedby="correct-hold-note"
          checked={draft.is_held}
          onChange={(event) => form.setValue("is_held", event.target.checked)}
          className="mt-0.5"
        />
        <div>
          <label htmlFor="correct-hold" className="font-medium">
            Hold these values
          </label>
          <p id="correct-hold-note" className="text-12 text-ink-3">
            A sync with {provider} will not overwrite the fields you change here.
          </p>
        </div>
      </div>
      {draft.is_held ? (
        <div className="mt-3 ml-6 max-w-75 max-md:ml-0 max-md:max-w-none">
          <TimeField
            form={form}
            name="hold_until"
            id="correct-hold-until"
            label="Hold until"
            zone={zone}
            isChanged={false}
            was={null}
            hint={
              draft.hold_until === "" ? "Empty: until somebody releases it" : "Then the sync decides again"
            }
            error={reading.errors.hold_until ?? serverError}
            onReset={() => form.setValue("hold_until", "")}
          />
        </div>
      ) : null}
    </section>
  );
}
