import type { ReactNode } from "react";
import type { ConflictProps } from "./conflict-props";
import type { MergeChoice, MergeRow } from "./merge-changes";
import { valueText } from "@/components/corrections/value-text";
import { Table } from "@/components/data-table/table";
import { cn } from "@/components/ui/class-names";
import { After } from "@/components/ui/value/diff";
import { formatTime } from "@/lib/format";
import { REASONS } from "@/lib/corrections/correction-rules";

type MergeTableProps = ConflictProps & { who: string; when: string | null };

const KIND_LABEL = {
  both: "Both changed",
  same: "Same change",
  mine: "Only you",
  theirs: "Only them",
} as const;

/** One line per field; if both changed it, two values to choose from. */
export function MergeTable(props: MergeTableProps) {
  const { rows, who, when, openedAt, zone, now } = props;
  return (
    <Table
      look="quiet"
      className="table-fixed max-md:text-12"
      caption="Three versions of this pass"
      columns={[
        {
          label: "Field",
          cell: (row) => <Field row={row} {...props} />,
          isRowHeader: true,
          width: "w-28 max-md:w-20",
          cellClassName: "font-medium",
        },
        {
          label: "When you opened",
          head: <Version name="When you opened">{formatTime(openedAt, { zone, now })}</Version>,
          cell: (row) => valueIn(row, "opened", props),
          cellClassName: "text-ink-2",
        },
        {
          label: "They",
          head: <Version name={who}>{when ?? "since then"}</Version>,
          cell: (row) => <Side side="theirs" row={row} {...props} />,
        },
        {
          label: "You",
          head: <Version name="You">not saved</Version>,
          cell: (row) => <Side side="mine" row={row} {...props} />,
        },
      ]}
      rows={rows}
      rowKey={(row) => row.field}
      rowClassName="[&>*]:py-2.5"
    />
  );
}

function Version({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <b className="block text-ink">{name}</b>
      {children}
    </>
  );
}

type RowProps = MergeTableProps & { row: MergeRow };

function Field({ row, labels }: RowProps) {
  return (
    <>
      {labels[row.field]}
      <span
        className={cn(
          "mt-0.5 block text-12",
          row.kind === "both" ? "text-warn-fg" : "font-normal text-ink-3",
        )}
      >
        {KIND_LABEL[row.kind]}
      </span>
    </>
  );
}

function valueIn(row: MergeRow, version: "opened" | MergeChoice, { zone, now }: MergeTableProps): string {
  return valueText(row.field, row[version], { zone, now }) ?? "Empty";
}

function Side({ side, row, ...props }: RowProps & { side: MergeChoice }) {
  const value = valueIn(row, side, props);
  if (row.kind === "both") {
    const reason = side === "theirs" ? props.stale.changed_by?.reason : props.reason;
    return (
      <Choice choice={side} row={row} {...props} note={reasonLabel(reason?.code)}>
        {value}
      </Choice>
    );
  }
  const isChanged = row.kind === side || row.kind === "same";
  return isChanged ? <After>{value}</After> : <span className="text-ink-3">No change</span>;
}

type ChoiceProps = RowProps & {
  choice: MergeChoice;
  note: string | null;
  children: ReactNode;
};

function Choice({ row, choice, note, children, choices, onChoose, labels, who }: ChoiceProps) {
  return (
    <label className="-m-1 flex cursor-pointer gap-2 rounded-control border border-line-strong px-2.5 py-2 leading-4.5 has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring">
      <input
        type="radio"
        name={`merge-${row.field}`}
        aria-label={`${labels[row.field]}: keep ${choice === "mine" ? "yours" : `the value of ${who}`}`}
        checked={choices[row.field] === choice}
        onChange={() => onChoose(row.field, choice)}
        className="tick mt-px shrink-0 focus-visible:outline-none"
      />
      <span className="min-w-0">
        {children}
        {note ? <span className="block text-12 text-ink-3">{note}</span> : null}
      </span>
    </label>
  );
}

function reasonLabel(code: string | undefined): string | null {
  return code !== undefined && Object.hasOwn(REASONS, code) ? REASONS[code as keyof typeof REASONS] : null;
}
