import { ListChecks } from "lucide-react";
import type { BulkWords } from "@/components/bulk/results/bulk-items";
import { bulkTitle, changeText, hasRun, isBusy, percentOf, stateWords } from "./bulk-words";
import { RowLink } from "@/components/data-table/row-link";
import { Table } from "@/components/data-table/table";
import type { TableShape } from "@/components/data-table/table-shape";
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

export function BulkList({ bulks, newerHref, olderHref, canPlan, words }: BulkListProps) {
  if (bulks.length === 0 && newerHref === null) return <NoBulk canPlan={canPlan} />;
  return (
    <>
      <div className="min-h-0 flex-1 overflow-auto">
        <Table
          {...BULK_TABLE}
          caption="Bulk corrections, newest first"
          rows={bulks}
          rowKey={(bulk) => bulk.id}
          given={words}
        />
      </div>
      <Pager newerHref={newerHref} newerLabel="Newest" olderHref={olderHref}>
        <span className="tabular-nums">{formatCount(bulks.length)} on this page</span>
      </Pager>
    </>
  );
}

export const BULK_TABLE: TableShape<Bulk, BulkWords> = {
  phone: "stack",
  rowClassName: "max-md:relative",
  columns: [
    {
      label: "Correction",
      cell: (bulk) => <RowLink href={`/corrections/bulk/${bulk.id}`}>{bulkTitle(bulk)}</RowLink>,
      cellClassName: "tabular-nums max-md:pr-36",
    },
    {
      label: "Change",
      cell: (bulk, words) => <span className="line-clamp-2">{changesOf(bulk, words)}</span>,
      cellClassName: "max-w-72",
    },
    {
      label: "State",
      cell: (bulk) => <State bulk={bulk} />,
      cellClassName: "max-md:absolute max-md:top-3.5 max-md:right-4",
    },
    { label: "Result", cell: resultOf, cellClassName: "text-ink-2 tabular-nums" },
    { label: "By", cell: ({ actor }) => actor.name },
    {
      label: "Asked",
      sorted: "descending",
      cell: ({ created_on }, words) => (
        <TimeText
          iso={created_on}
          text={formatTime(created_on, words)}
          title={formatTimeTitle(created_on, words)}
        />
      ),
      cellClassName: "whitespace-nowrap text-ink-2 tabular-nums",
    },
  ],
};

function State({ bulk }: { bulk: Bulk }) {
  const { label, tone } = stateWords(bulk);
  return <Tag tone={tone}>{label}</Tag>;
}

function changesOf(bulk: Bulk, words: BulkWords): string {
  const fields = CORRECTABLE_FIELDS.filter((field) => bulk.changes[field] !== undefined);
  if (bulk.undo_of !== null) return `Undoes bulk correction ${bulk.undo_of}`;
  return fields
    .map((field) => `${words.labels[field]}: ${changeText(field, bulk.changes[field], words)}`)
    .join(", ");
}

/* For a run, what it did; for a plan, what it would do. */
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
