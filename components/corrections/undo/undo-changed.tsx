import { valueText } from "@/components/corrections/value-text";
import { Table } from "@/components/data-table/table";
import type { Column } from "@/components/data-table/table-shape";
import { Banner } from "@/components/ui/banner";
import { ButtonLink } from "@/components/ui/button-link";
import { formatTime } from "@/lib/format";
import type { UndoDifference, UndoRefusal } from "@/lib/corrections/correction";
import type { Pass } from "@/lib/passes/pass";
import { CORRECTABLE_FIELDS } from "@/lib/passes/pass-fields";

type UndoChangedProps = {
  pass: Pass;
  differing: readonly UndoDifference[];
  /** Null if the page already knows, without asking, that the server would refuse. */
  refusal: UndoRefusal | null;
  labels: Readonly<Record<string, string>>;
  zone: string;
  now: Date;
};

export function UndoChanged({ pass, differing, refusal, labels, zone, now }: UndoChangedProps) {
  const by = refusal?.changed_by ?? null;
  const canRepeat = refusal?.can_repeat ?? false;
  const isTold = differing.length > 0;
  const who = by ? `${by.name} corrected it, ${formatTime(by.at, { zone, now })}.` : null;
  return (
    <section aria-labelledby="undo-refused" className="mb-4">
      <Banner
        tone="warn"
        isAlert
        title={<span id="undo-refused">This pass changed since.</span>}
        action={
          canRepeat ? undefined : (
            <ButtonLink href={`/passes/${pass.id}/correct`} scroll={false} replace size="sm">
              Correct it by hand
            </ButtonLink>
          )
        }
      >
        {who}{" "}
        {canRepeat
          ? `Other fields changed; those of this correction still hold what it wrote. Nothing is undone yet. ${isTold ? "Look below" : "Look at the pass"}, then undo it anyway.`
          : "Undoing would overwrite what is there now. Nothing was undone. Correct the pass by hand where it is wrong."}
      </Banner>
      <div className="mt-3 overflow-x-auto" hidden={!isTold}>
        <Table
          look="quiet"
          className="table-fixed"
          caption="What changed since the correction"
          columns={DIFFERENCE_COLUMNS}
          rows={differing}
          rowKey={({ field }) => field}
          given={{ labels, clock: { zone, now } }}
        />
      </div>
    </section>
  );
}

type DifferenceGiven = Pick<UndoChangedProps, "labels"> & { clock: Pick<UndoChangedProps, "zone" | "now"> };

const DIFFERENCE_COLUMNS: readonly Column<UndoDifference, DifferenceGiven>[] = [
  {
    label: "Field",
    cell: ({ field }, { labels }) => labels[field] ?? field,
    width: "w-28 max-md:w-22",
    cellClassName: "text-ink-2",
  },
  {
    label: "Corrected to",
    cell: (each, { clock }) => ("after" in each ? shown(each.field, each.after, clock) : "Not corrected"),
  },
  {
    label: "Now",
    cell: ({ field, current }, { clock }) => shown(field, current, clock),
    cellClassName: "font-medium",
  },
];

function shown(name: string, value: unknown, clock: { zone: string; now: Date }): string {
  const field = CORRECTABLE_FIELDS.find((each) => each === name);
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value !== "string" && typeof value !== "number") return "Empty";
  return field ? (valueText(field, value, clock) ?? "Empty") : String(value);
}
