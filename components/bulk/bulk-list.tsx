import { ListChecks } from "lucide-react";
import Link from "next/link";
import type { BulkWords } from "@/components/bulk/results/bulk-items";
import { bulkTitle, changeText, hasRun, isBusy, percentOf, stateWords } from "./bulk-words";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/page/empty-state";
import { Pager } from "@/components/ui/page/pager";
import { Tag } from "@/components/ui/value/tag";
import { TimeText } from "@/components/ui/time/time-text";
import type { Bulk } from "@/lib/bulk/bulk";
import { formatCount, formatTime, formatTimeTitle } from "@/lib/format";
import { CORRECTABLE_FIELDS } from "@/lib/passes/pass-fields";

export type BulkListProps = {
  bulks: readonly Bulk[];
  newerHref: string | null;
  olderHref: string | null;
  canPlan: boolean;
  words: BulkWords;
};

/** Bulk corrections, newest first: what, by whom, how far. */
export function BulkList({ bulks, newerHref, olderHref, canPlan, words }: BulkListProps) {
  if (bulks.length === 0 && newerHref === null) return <NoBulk canPlan={canPlan} />;
  return (
    <>
      <div className="min-h-0 flex-1 overflow-auto">
        <table className="table max-md:block">
          <caption className="sr-only">Bulk corrections, newest first</caption>
          <thead className="max-md:sr-only">
            <tr>
              <th scope="col">Correction</th>
              <th scope="col">Change</th>
              <th scope="col">State</th>
              <th scope="col">Result</th>
              <th scope="col">By</th>
              <th scope="col" aria-sort="descending">
                Asked
              </th>
            </tr>
          </thead>
          <tbody className="max-md:block">
            {bulks.map((bulk) => (
              <BulkRow key={bulk.id} bulk={bulk} words={words} />
            ))}
          </tbody>
        </table>
      </div>
      <Pager newerHref={newerHref} newerLabel="Newest" olderHref={olderHref}>
        <span className="tabular-nums">{formatCount(bulks.length)} on this page</span>
      </Pager>
    </>
  );
}

function BulkRow({ bulk, words }: { bulk: Bulk; words: BulkWords }) {
  const { label, tone } = stateWords(bulk);
  return (
    <tr className="max-md:relative max-md:flex max-md:flex-col max-md:gap-0.5 max-md:border-b max-md:px-4 max-md:py-2.5 max-md:[&>td]:h-auto max-md:[&>td]:border-0 max-md:[&>td]:bg-transparent! max-md:[&>td]:p-0">
      <td>
        <Link
          href={`/corrections/bulk/${bulk.id}`}
          prefetch={false}
          className="rounded-tag font-medium tabular-nums hover:underline max-md:inline-flex max-md:min-h-11 max-md:items-center max-md:pr-36"
        >
          {bulkTitle(bulk)}
        </Link>
      </td>
      <td className="max-w-72">
        <span className="line-clamp-2">{changesOf(bulk, words)}</span>
      </td>
      <td className="max-md:absolute max-md:top-5 max-md:right-4">
        <Tag tone={tone}>{label}</Tag>
      </td>
      <td className="text-ink-2 tabular-nums">{resultOf(bulk)}</td>
      <td>{bulk.actor.name}</td>
      <td className="whitespace-nowrap text-ink-2 tabular-nums">
        <TimeText
          iso={bulk.created_on}
          text={formatTime(bulk.created_on, words)}
          title={formatTimeTitle(bulk.created_on, words)}
        />
      </td>
    </tr>
  );
}

function changesOf(bulk: Bulk, words: BulkWords): string {
  const fields = CORRECTABLE_FIELDS.filter((field) => bulk.changes[field] !== undefined);
  if (bulk.undo_of !== null) return `Undoes bulk correction ${bulk.undo_of}`;
  return fields
    .map((field) => `${words.labels[field]}: ${changeText(field, bulk.changes[field], words)}`)
    .join(", ");
}

/* What is worth knowing in a list: a run by what it did, a plan by what it would do. */
function resultOf(bulk: Bulk): string {
  const { counts, state } = bulk;
  if (state === "planning") return "Being checked";
  if (!hasRun(bulk)) {
    return `${formatCount(counts.will_change)} of ${formatCount(counts.matched)} would change`;
  }
  const left = [
    ...(counts.skipped > 0 ? [`${formatCount(counts.skipped)} skipped`] : []),
    ...(counts.failed > 0 ? [`${formatCount(counts.failed)} failed`] : []),
  ];
  const changed = `${formatCount(counts.changed)} changed`;
  return [isBusy(state) ? `${percentOf(counts)}%, ${changed}` : changed, ...left].join(", ");
}

function NoBulk({ canPlan }: { canPlan: boolean }) {
  return (
    <EmptyState
      icon={<ListChecks strokeWidth={1.5} />}
      title="No bulk corrections yet"
      body={
        canPlan
          ? "Filter the passes, select all that match, and choose Correct. You see what would change before anything does."
          : "An admin corrects many passes at once from the list of passes. Their plans and runs appear here."
      }
      action={<ButtonLink href="/passes">Open passes</ButtonLink>}
      className="m-auto"
    />
  );
}
