import type { ReactNode } from "react";
import { valueText } from "@/components/corrections/value-text";
import { RowLink } from "@/components/data-table/row-link";
import { Table } from "@/components/data-table/table";
import type { Column } from "@/components/data-table/table-shape";
import { Diff } from "@/components/ui/value/diff";
import { Flag } from "@/components/ui/value/flag";
import { shortId } from "@/lib/format";
import type { BulkItem } from "@/lib/bulk/bulk";
import type { CorrectableField } from "@/lib/passes/pass-fields";

export interface BulkWords {
  labels: Readonly<Record<CorrectableField, string>>;
  zone: string;
  now: Date;
}

type BulkItemsProps = { caption: string; items: readonly BulkItem[]; words: BulkWords };

const MOST_COLUMNS = 2;

export function BulkItems({ caption, items, words }: BulkItemsProps) {
  const fields = [...new Set(items.flatMap(({ changes }) => changes.map(({ field }) => field)))];
  const hasWhy = items.some(({ why }) => why !== null);
  return (
    <Table
      look="panel"
      phone="stack"
      caption={caption}
      columns={[
        { label: "Pass", cell: (item) => <PassName item={item} />, cellClassName: "md:min-w-40" },
        { label: "Rider", cell: riderOf },
        ...changeColumns(fields, words),
        ...(hasWhy ? [WHY] : []),
      ]}
      rows={items}
      rowKey={(item) => item.pass_id}
    />
  );
}

const WHY: Column<BulkItem> = {
  label: "Why",
  cell: ({ why }) => why?.message,
  cellClassName: "text-ink-2",
};

/* One column for each field while there are few. */
function changeColumns(fields: readonly CorrectableField[], words: BulkWords): Column<BulkItem>[] {
  if (fields.length > MOST_COLUMNS) return [{ label: "Change", cell: (item) => everyDiff(item, words) }];
  return fields.map((field) => ({
    label: words.labels[field],
    cell: (item) => diffOf(item, field, words),
    cellClassName: "tabular-nums",
  }));
}

function PassName({ item }: { item: BulkItem }) {
  return (
    <RowLink
      href={`/passes/${item.pass_id}`}
      note={<span className="mono">{shortId(item.pass_uuid ?? item.pass_id)}</span>}
    >
      {item.product_name ?? "Pass"}
    </RowLink>
  );
}

function riderOf({ rider }: BulkItem): ReactNode {
  return rider === null ? <Flag kind="unlinked" /> : rider.display_name;
}

function diffOf(item: BulkItem, field: CorrectableField, words: BulkWords): ReactNode {
  const change = item.changes.find((each) => each.field === field);
  if (!change) return <span className="text-ink-3">Not changed</span>;
  return (
    <Diff before={valueText(field, change.before, words)} after={valueText(field, change.after, words)} />
  );
}

function everyDiff(item: BulkItem, words: BulkWords): ReactNode {
  return (
    <ul className="py-1.5 tabular-nums">
      {item.changes.map(({ field }) => (
        <li key={field}>
          <span className="text-12 text-ink-3">{words.labels[field]}</span> {diffOf(item, field, words)}
        </li>
      ))}
    </ul>
  );
}
