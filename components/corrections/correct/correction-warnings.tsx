import type { CorrectionFormModel } from "@/components/corrections/form/use-correction-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { unusualTransition } from "@/lib/corrections/unusual-transition";

/** Points out what is unusual about the change, with a way to fix it if there is one. Warnings never block saving. */
export function CorrectionWarnings({ model, now }: { model: CorrectionFormModel; now: Date }) {
  const { state, reading, form } = model;
  const warnings = unusualTransition(state, { ...state, ...reading.changes }, now);
  if (Object.keys(reading.changes).length === 0 || warnings.length === 0) return null;
  const canClearFirstUse = warnings.some(({ code }) => code === "usable_but_used");
  return (
    <div role="status" className="mt-4">
      <Banner
        tone="warn"
        title="This is unusual."
        action={
          canClearFirstUse ? (
            <Button size="sm" className="self-center" onClick={() => form.setValue("time_used", "")}>
              Clear first use
            </Button>
          ) : undefined
        }
      >
        {warnings.map(({ message }) => message).join(" ")}
      </Banner>
    </div>
  );
}
