import { Checkbox } from "@/components/ui/form/checkbox";
import { EXPORT_FIELDS, type ExportField, PASS_FIELDS } from "@/lib/passes/pass-fields";

type ColumnChoiceProps = {
  columns: readonly ExportField[];
  /** The columns of the list, in its order; the other columns follow them. */
  order: readonly ExportField[];
  onChange: (columns: ExportField[]) => void;
};

/** Chooses the columns of the file; they keep the order of the list. */
export function ColumnChoice({ columns, order, onChange }: ColumnChoiceProps) {
  const all = [...order, ...EXPORT_FIELDS.filter((field) => !order.includes(field))];
  const chosen = new Set(columns);
  const toggle = (field: ExportField) =>
    onChange(all.filter((each) => (each === field ? !chosen.has(each) : chosen.has(each))));
  return (
    <section aria-labelledby="export-columns" className="mt-4 border-t pt-4">
      <div className="mb-2 flex items-center gap-3">
        <h2 id="export-columns" className="flex-1">
          Columns
        </h2>
        <span role="status" className="text-12 text-ink-3 tabular-nums">
          {columns.length} of {all.length}
        </span>
        <button type="button" className="link min-h-6 text-12 max-md:min-h-11" onClick={() => onChange(all)}>
          All<span className="sr-only"> columns</span>
        </button>
        <button type="button" className="link min-h-6 text-12 max-md:min-h-11" onClick={() => onChange([])}>
          None<span className="sr-only"> of the columns</span>
        </button>
      </div>
      <div className="grid grid-cols-4 gap-x-3 gap-y-0.5 max-md:grid-cols-2">
        {all.map((field) => (
          <label key={field} className="flex h-7 min-w-0 items-center gap-2 max-md:h-11">
            <Checkbox checked={chosen.has(field)} onChange={() => toggle(field)} />
            <span className="truncate">{PASS_FIELDS[field].label}</span>
          </label>
        ))}
      </div>
    </section>
  );
}
