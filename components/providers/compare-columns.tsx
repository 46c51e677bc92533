import { Check, EqualNot, Minus } from "lucide-react";
import { markDiffering } from "./compare-marks";
import { DriftAdvice } from "./drift-advice";
import type { RowDetails } from "@/components/data-table/table";
import type { Column } from "@/components/data-table/table-shape";
import { cn } from "@/components/ui/class-names";
import { formatFull, formatTimeTitle, headTailId } from "@/lib/format";
import type { PassComparison } from "@/lib/providers/compare-pass-with-provider";
import type { ComparedField } from "@/lib/providers/compare-fields";
import type { Difference } from "@/lib/providers/pass-drift";

interface ComparedRow {
  field: ComparedField;
  /** Why the two sides differ; undefined if they agree. */
  difference: Difference | undefined;
  /** The last row of its class of difference; the advice for the class is shown once, below it. */
  isLastOfClass: boolean;
}

interface CompareGiven {
  /** The product's name on each side. */
  names: { portal: string | null; provider: string | null };
  zone: string;
  /** Link to the correction of the pass; null if the reader may not correct it. */
  correctHref: string | null;
}

/** Differing fields first, grouped by class, so that the advice for a class is shown once. */
export function orderedRows({ fields, differences }: PassComparison): ComparedRow[] {
  const byField = new Map(fields.map((field) => [field.field, field]));
  const groups = [...Map.groupBy(differences, (difference) => difference.class).values()];
  const differing = groups.flatMap((group) =>
    group.flatMap((difference) => {
      const field = byField.get(difference.field);
      return field ? [{ field, difference, isLastOfClass: difference === group.at(-1) }] : [];
    }),
  );
  const others = fields.filter(
    (field) => !differences.some((difference) => difference.field === field.field),
  );
  return [...differing, ...others.map((field) => ({ field, difference: undefined, isLastOfClass: false }))];
}

export const COMPARED_ROW = "max-md:grid max-md:grid-cols-2 max-md:px-2 max-md:py-2 md:[&>*]:h-9";
export const DIFFERING_ROW =
  "[&>*]:border-0 [&>*]:bg-drift-bg [&>:first-child]:shadow-[inset_2px_0_0_var(--drift-dot)] max-md:border-0 max-md:bg-drift-bg";
export const SAME_ROW = "group-data-[only]/compare:hidden max-md:border-line-soft";

export function compareColumns(provider: string): Column<ComparedRow, CompareGiven>[] {
  return [
    {
      label: "Field",
      cell: ({ field, difference }) => (
        <span className={difference ? "font-medium" : "text-ink-2"}>{field.label}</span>
      ),
      isRowHeader: true,
      width: "w-28",
      className: "md:pl-3",
    },
    {
      label: "Portal",
      head: (
        <>
          Portal <span className="mono font-normal">bytemark_pass</span>
        </>
      ),
      cell: (row, given) => <Side name="Portal" side="portal" row={row} {...given} />,
    },
    {
      label: `${provider} snapshot`,
      cell: (row, given) => <Side name={provider} side="provider" row={row} {...given} />,
    },
    {
      label: "Result",
      isLabelHidden: true,
      cell: ({ field }) => <Verdict field={field} />,
      width: "w-42 lg:w-56",
      className: "right md:pr-3",
      cellClassName: "max-md:col-start-2 max-md:row-start-1",
    },
  ];
}

/** The advice for a class of differences, under the last row of that class. */
export function compareAdvice(row: ComparedRow, { correctHref }: CompareGiven): RowDetails | null {
  if (!row.difference || !row.isLastOfClass) return null;
  return {
    className:
      "max-md:px-2 max-md:bg-drift-bg [&>td]:border-b-drift-line [&>td]:bg-drift-bg [&>td]:px-3 [&>td]:pb-2.5 [&>td]:shadow-[inset_2px_0_0_var(--drift-dot)] max-md:[&>td]:px-0 max-md:[&>td]:shadow-none",
    content: <DriftAdvice advice={row.difference} correctHref={correctHref} />,
  };
}

interface Told {
  text: string;
  /** The instant, if the value is a time; otherwise null. */
  iso: string | null;
  title: string | undefined;
  isMono: boolean;
  isNothing: boolean;
}

/* Without the zone, which is shown once above the table; times are to the second. */
function textOf({ field, difference }: ComparedRow, { names, zone }: CompareGiven, side: SideName): Told {
  const value = field[side];
  const told = { iso: null, title: undefined, isMono: false, isNothing: false };
  if (value === null) return { ...told, text: "None", isNothing: true };
  const text = String(value);
  if (field.kind === "time") {
    if (Number.isNaN(Date.parse(text))) return { ...told, text };
    const full = formatFull(text, { zone }).replace(/\u00a0[^\u00a0]+$/, "");
    return { ...told, text: full, iso: text, title: formatTimeTitle(text, { zone }) };
  }
  if (field.kind === "id") {
    const name = field.field === "product_uuid" ? names[side] : null;
    if (name && !difference) return { ...told, text: name, title: text };
    return { ...told, text: difference ? text : headTailId(text), title: text, isMono: true };
  }
  return { ...told, text, isMono: field.kind === "word" };
}

type SideName = "portal" | "provider";
type SideProps = CompareGiven & { name: string; side: SideName; row: ComparedRow };

function Side({ name, side, row, ...given }: SideProps) {
  const isMarked = row.difference !== undefined;
  const text = textOf(row, given, side);
  const other = textOf(row, given, side === "portal" ? "provider" : "portal");
  const shown = isMarked ? <Marked text={text.text} other={other.text} /> : text.text;
  return (
    <span
      className={cn(
        "block tabular-nums",
        text.isMono ? "mono break-all" : "break-words",
        text.isNothing && "text-ink-3",
        isMarked && !text.isNothing && "font-medium",
      )}
    >
      <span className="block font-sans text-11 font-normal text-ink-3 md:hidden">{name}</span>
      {text.iso ? (
        <time dateTime={text.iso} title={text.title}>
          {shown}
        </time>
      ) : (
        <span title={text.title}>{shown}</span>
      )}
    </span>
  );
}

function Marked({ text, other }: { text: string; other: string }) {
  return markDiffering(text, other).map((part, at) =>
    part.differs ? (
      <mark
        key={at}
        className="bg-transparent text-drift-fg underline decoration-drift-dot decoration-2 underline-offset-3"
      >
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
}

function Verdict({ field: { verdict, note } }: { field: ComparedField }) {
  if (verdict === "differs") {
    return (
      <span className="inline-flex items-center gap-1 rounded-tag border border-drift-line px-1.5 py-0.5 text-left text-11 font-medium text-drift-fg">
        <EqualNot aria-hidden className="size-3 shrink-0" />
        {note ?? "Differs"}
      </span>
    );
  }
  const Icon = verdict === "same" ? Check : Minus;
  return (
    <span className="inline-flex items-center justify-end gap-1 text-12 text-ink-3">
      <Icon aria-hidden className="size-3 shrink-0" />
      {verdict === "same" ? (note ? `Same: ${lowered(note)}` : "Same") : (note ?? "Not compared")}
    </span>
  );
}

const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
