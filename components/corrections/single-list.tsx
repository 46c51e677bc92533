import { PencilLine } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { isTimeField } from "./correction-draft";
import { valueText } from "./value-text";
import { ButtonLink } from "@/components/ui/button-link";
import { Diff } from "@/components/ui/value/diff";
import { EmptyState } from "@/components/ui/page/empty-state";
import { Pager } from "@/components/ui/page/pager";
import { Tag } from "@/components/ui/value/tag";
import { TimeText } from "@/components/ui/time/time-text";
import { formatCount, formatTime, formatTimeTitle, shortId } from "@/lib/format";
import type { PastCorrection } from "@/lib/corrections/correction";
import { type ReasonCode, REASONS } from "@/lib/corrections/correction-rules";
import { CORRECTABLE_FIELDS, type CorrectableField } from "@/lib/passes/pass-fields";

interface Words {
  labels: Readonly<Record<string, string>>;
  zone: string;
  now: Date;
}

export type SingleListProps = {
  corrections: readonly PastCorrection[];
  /** The address narrows it to one pass, one bulk correction, one person… */
  isFiltered: boolean;
  newerHref: string | null;
  olderHref: string | null;
  canUndo: boolean;
  words: Words;
};

/** Corrections of single passes, newest first, with what became of them. */
export function SingleList({
  corrections,
  isFiltered,
  newerHref,
  olderHref,
  canUndo,
  words,
}: SingleListProps) {
  if (corrections.length === 0 && newerHref === null) return <NoCorrection isFiltered={isFiltered} />;
  return (
    <>
      <div className="min-h-0 flex-1 overflow-auto">
        <table className="table max-md:block">
          <caption className="sr-only">Corrections of single passes, newest first</caption>
          <thead className="max-md:sr-only">
            <tr>
              <th scope="col">Pass</th>
              <th scope="col">Change</th>
              <th scope="col">By</th>
              <th scope="col">Reason</th>
              <th scope="col" aria-sort="descending">
                When
              </th>
              <th scope="col">
                <span className="sr-only">Undo</span>
              </th>
            </tr>
          </thead>
          <tbody className="max-md:block">
            {corrections.map((correction) => (
              <Row key={correction.id} {...{ correction, canUndo, words }} />
            ))}
          </tbody>
        </table>
      </div>
      <Pager newerHref={newerHref} olderHref={olderHref}>
        <span className="tabular-nums">{formatCount(corrections.length)} on this page</span>
        {isFiltered ? (
          <Link href="/corrections?tab=single" prefetch={false} className="link rounded-tag">
            Show all
          </Link>
        ) : null}
      </Pager>
    </>
  );
}

type RowProps = { correction: PastCorrection; canUndo: boolean; words: Words };

function Row({ correction, canUndo, words }: RowProps) {
  const { pass, pass_id, reason, actor, at } = correction;
  return (
    <tr className="max-md:flex max-md:flex-col max-md:gap-0.5 max-md:border-b max-md:px-4 max-md:py-2.5 max-md:[&>td]:h-auto max-md:[&>td]:border-0 max-md:[&>td]:bg-transparent! max-md:[&>td]:p-0">
      <td>
        <Link
          href={`/passes/${pass_id}`}
          prefetch={false}
          className="block max-w-52 rounded-tag hover:underline max-md:max-w-none max-md:py-1"
        >
          <span className="block truncate font-medium">{pass?.product_name ?? "Pass"}</span>
          <span className="mono text-12 text-ink-3">{shortId(pass?.pass_uuid ?? pass_id)}</span>
        </Link>
      </td>
      <td className="tabular-nums">
        <Changes correction={correction} words={words} />
      </td>
      <td className="whitespace-nowrap">
        {actor.name}
        <Origin correction={correction} />
      </td>
      <td className="max-w-64 text-ink-2">
        <span className="line-clamp-2" title={reason?.note}>
          {reason ? `${categoryOf(reason.code)}: ${reason.note}` : "None"}
        </span>
      </td>
      <td className="whitespace-nowrap text-ink-2 tabular-nums">
        <TimeText iso={at} text={formatTime(at, words)} title={formatTimeTitle(at, words)} />
      </td>
      <td className="whitespace-nowrap">
        <Undoing correction={correction} canUndo={canUndo} words={words} />
      </td>
    </tr>
  );
}

function Changes({ correction, words }: Omit<RowProps, "canUndo">) {
  return (
    <>
      <ul className="py-1.5">
        {correction.changes.map(({ field, before, after }) => (
          <li key={field}>
            <span className="text-12 text-ink-3">{words.labels[field] ?? field}</span>{" "}
            <Diff before={shown(field, before, words)} after={shown(field, after, words)} />
          </li>
        ))}
      </ul>
    </>
  );
}

/* What it was part of, and whether it took something back. */
function Origin({ correction: { bulk_id, undoes } }: Pick<RowProps, "correction">) {
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

/* A field that can no longer be corrected is still in the log; its value is told as it stands there. */
function shown(field: string, text: string | number | null, words: Words): ReactNode {
  if (text === null) return null;
  const known = (CORRECTABLE_FIELDS as readonly string[]).includes(field);
  if (!known || (isTimeField(field as CorrectableField) && Number.isNaN(Date.parse(String(text)))))
    return text;
  return valueText(field as CorrectableField, text, words);
}

function categoryOf(code: string): string {
  return Object.hasOwn(REASONS, code) ? REASONS[code as ReasonCode] : code;
}

function Undoing({ correction, canUndo, words }: RowProps) {
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

function NoCorrection({ isFiltered }: { isFiltered: boolean }) {
  return (
    <EmptyState
      icon={<PencilLine strokeWidth={1.5} />}
      title={isFiltered ? "No correction matches this address" : "No corrections yet"}
      body={
        isFiltered
          ? "The filters in the address leave nothing."
          : "When somebody corrects a pass, its values before and after appear here."
      }
      action={isFiltered ? <ButtonLink href="/corrections?tab=single">Show all</ButtonLink> : undefined}
      className="m-auto"
    />
  );
}
