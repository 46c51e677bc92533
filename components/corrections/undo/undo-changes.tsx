import { stateOf } from "@/components/corrections/correction-draft";
import { ChangeTable } from "@/components/corrections/change-table";
import { valueText } from "@/components/corrections/value-text";
import type { PastCorrection } from "@/lib/corrections/correction";
import type { Pass } from "@/lib/passes/pass";

type UndoChangesProps = {
  pass: Pass;
  correction: PastCorrection;
  labels: Readonly<Record<string, string>>;
  zone: string;
  now: Date;
};

export function UndoChanges({ pass, correction, labels, zone, now }: UndoChangesProps) {
  const state = stateOf(pass);
  const { changes, pinned } = correction;
  const released = (pinned?.fields ?? []).filter((field) => pass.pinned.includes(field));
  return (
    <section aria-labelledby="undo-changes">
      <h2 id="undo-changes" className="mb-2">
        What goes back
      </h2>
      <ChangeTable
        caption="What goes back"
        beforeLabel="Now in the portal"
        afterLabel="After undoing"
        rows={changes.map(({ field, before }) => ({
          key: field,
          label: labels[field] ?? field,
          before: valueText(field, state[field], { zone, now }),
          after: valueText(field, before, { zone, now }),
        }))}
      />
      {released.length > 0 ? (
        <p className="mt-2 text-12 text-ink-2">
          The hold this correction set on {released.map((field) => labels[field] ?? field).join(", ")} goes
          too; a hold from before comes back.
        </p>
      ) : null}
    </section>
  );
}
