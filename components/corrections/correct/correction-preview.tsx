import { ChangeTable, type ChangeRow } from "@/components/corrections/change-table";
import { isTimeField } from "@/components/corrections/correction-draft";
import type { DraftReading } from "@/components/corrections/form/read-draft";
import { valueText } from "@/components/corrections/value-text";
import type { PassState } from "@/lib/corrections/correction-rules";
import type { CorrectableField } from "@/lib/passes/pass-fields";
import { passStatus, STATUS_LABEL } from "@/lib/passes/pass-status";

type CorrectionPreviewProps = {
  state: PassState;
  reading: DraftReading;
  labels: Readonly<Record<CorrectableField, string>>;
  provider: string;
  zone: string;
  now: Date;
};

export function CorrectionPreview({ state, reading, labels, provider, zone, now }: CorrectionPreviewProps) {
  const rows = reading.touched.map((field): ChangeRow => {
    const isWrong = reading.errors[field] !== undefined;
    return {
      key: field,
      label: labels[field],
      before: valueText(field, state[field], { zone, now }),
      after: valueText(field, reading.changes[field] ?? null, { zone, now }),
      problem: isWrong ? `Fix the ${isTimeField(field) ? "date" : "value"} to see the result` : undefined,
    };
  });
  return (
    <section aria-labelledby="preview-title" className="mt-4 border-t pt-4">
      <h2 id="preview-title" className="mb-2">
        What will change
      </h2>
      {rows.length === 0 ? (
        <p className="text-ink-2">Nothing yet. Change a field above to see it before and after.</p>
      ) : (
        <ChangeTable
          caption="Before and after"
          beforeLabel="Before"
          afterLabel="After"
          rows={[...rows, ...statusRow(state, reading.changes, now)]}
        />
      )}
      <p className="mt-2.5 text-12 text-ink-3">
        Changes the portal record only. {provider} is not changed, so the two may differ until both agree.
      </p>
    </section>
  );
}

/* The effective status depends on several fields; its row is shown if any of the changes moves it. */
function statusRow(state: PassState, changes: Partial<PassState>, now: Date): ChangeRow[] {
  const shown = ({ status, ...facts }: PassState) => passStatus({ ...facts, provider_status: status }, now);
  const before = shown(state);
  const after = shown({ ...state, ...changes });
  const isSaid = before === after || (changes.status === after && state.status === before);
  return isSaid
    ? []
    : [{ key: "shown", label: "Shown as", before: STATUS_LABEL[before], after: STATUS_LABEL[after] }];
}
