import { Check, EqualNot, Minus } from "lucide-react";
import { markDiffering } from "./compare-marks";
import { DriftAdvice } from "./drift-advice";
import { cn } from "@/components/ui/class-names";
import { formatFull, formatTimeTitle, headTailId } from "@/lib/format";
import type { ComparedField } from "@/lib/providers/compare-fields";
import type { Difference } from "@/lib/providers/pass-drift";

type CompareRowProps = {
  field: ComparedField;
  /** Why the two sides differ; undefined where they do not. */
  difference: Difference | undefined;
  /** The last of those that differ for this reason: what to do is told once, below it. */
  isLastOfClass: boolean;
  /** What a product is called on each side. */
  names: { portal: string | null; provider: string | null } | null;
  provider: string;
  zone: string;
  /** Where a correction is made; null for who may not. */
  correctHref: string | null;
};

/** One value on both sides, and where they differ why, and what to do. */
export function CompareRow(props: CompareRowProps) {
  const { field, difference, provider } = props;
  const differs = difference !== undefined;
  const portal = textOf(props, "portal");
  const theirs = textOf(props, "provider");
  return (
    <>
      <tr
        className={cn(
          "md:[&>td]:h-9 md:[&>th]:h-9 [&>th]:border-line-soft max-md:grid max-md:grid-cols-2 max-md:py-1 max-md:[&>*]:h-auto max-md:[&>*]:border-0 max-md:[&>*]:px-2 max-md:[&>*]:py-1",
          differs
            ? "[&>*]:border-0 [&>*]:bg-drift-bg [&>*:first-child]:shadow-[inset_2px_0_0_var(--drift-dot)] max-md:bg-drift-bg"
            : "group-data-[only]/compare:hidden max-md:border-b max-md:border-line-soft",
        )}
      >
        <th scope="row" className={cn("text-13", differs ? "text-ink" : "font-normal text-ink-2")}>
          {field.label}
        </th>
        <Side name="Portal" text={portal} other={theirs} isMarked={differs} />
        <Side name={provider} text={theirs} other={portal} isMarked={differs} />
        <td className="right max-md:col-start-2 max-md:row-start-1">
          <Verdict field={field} />
        </td>
      </tr>
      {difference && props.isLastOfClass ? (
        <tr className="max-md:block">
          <td
            colSpan={4}
            className="h-auto border-b-drift-line bg-drift-bg pb-2.5 align-top shadow-[inset_2px_0_0_var(--drift-dot)] max-md:block max-md:px-2"
          >
            <DriftAdvice advice={difference} correctHref={props.correctHref} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

interface Told {
  text: string;
  /** Machine-readable, for a time. */
  iso: string | null;
  title: string | undefined;
  isMono: boolean;
  isNothing: boolean;
}

/* The zone is said once, above the table; an end counts to the second. */
function textOf({ field, difference, names, zone }: CompareRowProps, side: "portal" | "provider"): Told {
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
    const name = names?.[side];
    if (name && !difference) return { ...told, text: name, title: text };
    return { ...told, text: difference ? text : headTailId(text), title: text, isMono: true };
  }
  return { ...told, text, isMono: field.kind === "word" };
}

type SideProps = { name: string; text: Told; other: Told; isMarked: boolean };

function Side({ name, text, other, isMarked }: SideProps) {
  const shown = isMarked ? <Marked text={text.text} other={other.text} /> : text.text;
  return (
    <td
      className={cn(
        "tabular-nums",
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
    </td>
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
