import Link from "next/link";
import type { ReactNode } from "react";
import { isTimeField } from "./correction-draft";
import { valueText } from "./value-text";
import { RowLink } from "@/components/data-table/row-link";
import type { TableShape } from "@/components/data-table/table-shape";
import { Diff } from "@/components/ui/value/diff";
import { Tag } from "@/components/ui/value/tag";
import { TimeText } from "@/components/ui/time/time-text";
import { formatTime, formatTimeTitle, shortId } from "@/lib/format";
import type { PastCorrection } from "@/lib/corrections/correction";
import { type ReasonCode, REASONS } from "@/lib/corrections/correction-rules";
import { CORRECTABLE_FIELDS, type CorrectableField } from "@/lib/passes/pass-fields";

export interface CorrectionWords {
  labels: Readonly<Record<string, string>>;
  zone: string;
  now: Date;
}

type RowGiven = { canUndo: boolean; words: CorrectionWords };

export const SINGLE_TABLE: TableShape<PastCorrection, RowGiven> = {
  phone: "stack",
  columns: [
    {
      label: "Pass",
      cell: ({ pass, pass_id }) => (
        <RowLink
          href={`/passes/${pass_id}`}
          note={<span className="mono">{shortId(pass?.pass_uuid ?? pass_id)}</span>}
        >
          {pass?.product_name ?? "Pass"}
        </RowLink>
      ),
      cellClassName: "md:min-w-40",
    },
    {
      label: "Change",
      cell: (correction, { words }) => <Changes correction={correction} words={words} />,
      cellClassName: "tabular-nums",
    },
    { label: "By", cell: (correction) => <By correction={correction} />, cellClassName: "whitespace-nowrap" },
    {
      label: "Reason",
      cell: ({ reason }) => <Reason reason={reason} />,
      cellClassName: "max-w-64 text-ink-2",
    },
    {
      label: "When",
      sorted: "descending",
      cell: ({ at }, { words }) => (
        <TimeText iso={at} text={formatTime(at, words)} title={formatTimeTitle(at, words)} />
      ),
      cellClassName: "whitespace-nowrap text-ink-2 tabular-nums",
    },
    {
      label: "Undo",
      isLabelHidden: true,
      cell: (correction, given) => <Undoing correction={correction} {...given} />,
      cellClassName: "whitespace-nowrap",
    },
  ],
};

type CellProps = { correction: PastCorrection };

function By({ correction }: CellProps) {
  return (
    <>
      {correction.actor.name}
      <Origin correction={correction} />
    </>
  );
}

function Reason({ reason }: Pick<PastCorrection, "reason">) {
  return (
    <span className="line-clamp-2" title={reason?.note}>
      {reason ? `${categoryOf(reason.code)}: ${reason.note}` : "None"}
    </span>
  );
}

function Changes({ correction, words }: CellProps & Pick<RowGiven, "words">) {
  return (
    <ul className="py-1.5">
      {correction.changes.map(({ field, before, after }) => (
        <li key={field}>
          <span className="text-12 text-ink-3">{words.labels[field] ?? field}</span>{" "}
          <Diff before={shown(field, before, words)} after={shown(field, after, words)} />
        </li>
      ))}
    </ul>
  );
}

/* The bulk correction it was part of, and whether it undid another correction. */
function Origin({ correction: { bulk_id, undoes } }: CellProps) {
  if (bulk_id === null)
    return undoes === null ? null : <span className="block text-12 text-ink-3">Undo</span>;
  return (
    <span className="block text-12 text-ink-3">
      {undoes === null ? null : "Undo, "}
      <Link href={`/corrections/bulk/${bulk_id}`} prefetch={false} className="link rounded-tag">
        {undoes === null ? "Bulk" : "bulk"} correction {bulk_id}
      </Link>
    </span>
  );
}

/* A field that can no longer be corrected is still in the log; its value is shown as recorded. */
function shown(field: string, text: string | number | null, words: CorrectionWords): ReactNode {
  if (text === null) return null;
  const known = (CORRECTABLE_FIELDS as readonly string[]).includes(field);
  if (!known || (isTimeField(field as CorrectableField) && Number.isNaN(Date.parse(String(text)))))
    return text;
  return valueText(field as CorrectableField, text, words);
}

function categoryOf(code: string): string {
  return Object.hasOwn(REASONS, code) ? REASONS[code as ReasonCode] : code;
}

function Undoing({ correction, canUndo, words }: CellProps & RowGiven) {
  const { undone_by, pass_id, id } = correction;
  if (undone_by !== null) {
    return (
      <span title={`By ${undone_by.name}, ${formatTime(undone_by.at, words)}`}>
        <Tag>Undone</Tag>
      </span>
    );
  }
  if (!canUndo) return null;
  return (
    <Link
      href={`/passes/${pass_id}?undo=${id}`}
      prefetch={false}
      className="link inline-flex min-h-6 items-center rounded-tag max-md:min-h-11"
      aria-label={`Undo correction ${id}`}
    >
      Undo…
    </Link>
  );
}
