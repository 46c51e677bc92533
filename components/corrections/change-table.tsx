import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Table } from "@/components/data-table/table";
import { After, Before } from "@/components/ui/value/diff";

export interface ChangeRow {
  key: string;
  label: string;
  before: ReactNode;
  after: ReactNode;
  /** Shown in place of the value after, if it cannot be determined. */
  problem?: string;
  /** Shown next to the value after. */
  note?: string;
}

type ChangeTableProps = {
  caption: string;
  beforeLabel: string;
  afterLabel: string;
  rows: readonly ChangeRow[];
};

/** The value of each field before and after a write; an empty value reads "Empty". */
export function ChangeTable({ caption, beforeLabel, afterLabel, rows }: ChangeTableProps) {
  return (
    <Table
      look="quiet"
      className="table-fixed"
      caption={caption}
      columns={[
        { label: "Field", cell: (row) => row.label, width: "w-28 max-md:w-22", cellClassName: "text-ink-2" },
        {
          label: beforeLabel,
          cell: (row) => <Before>{row.before ?? "Empty"}</Before>,
          width: "w-56 max-md:w-auto",
        },
        { label: afterLabel, cell: (row) => <AfterOrProblem row={row} /> },
      ]}
      rows={rows}
      rowKey={(row) => row.key}
    />
  );
}

function AfterOrProblem({ row }: { row: ChangeRow }) {
  return (
    <>
      {row.problem === undefined ? <After>{row.after ?? "Empty"}</After> : <Problem text={row.problem} />}
      {row.note ? <span className="text-12 text-ink-3"> {row.note}</span> : null}
    </>
  );
}

function Problem({ text }: { text: string }) {
  return (
    <span className="inline-flex items-start gap-1.25 text-12 font-medium text-bad-fg">
      <TriangleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
      {text}
    </span>
  );
}
