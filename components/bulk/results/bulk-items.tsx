import Link from "next/link";
import type { ReactNode } from "react";
import { valueText } from "@/components/corrections/value-text";
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

/** Passes with what happens to them, or why nothing does. Each leads to its page. */
export function BulkItems({ caption, items, words }: BulkItemsProps) {
  const fields = [...new Set(items.flatMap(({ changes }) => changes.map(({ field }) => field)))];
  const hasWhy = items.some(({ why }) => why !== null);
  const columns = fields.length <= MOST_COLUMNS ? fields : [];
  return (
    <table className="table max-md:block [&_:is(th,td):first-child]:pl-4 [&_:is(th,td):last-child]:pr-4 [&_tbody_tr:last-child_td]:border-b-0">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-md:sr-only [&_th]:bg-surface!">
        <tr>
          <th scope="col">Pass</th>
          <th scope="col">Rider</th>
          {columns.map((field) => (
            <th key={field} scope="col">
              {words.labels[field]}
            </th>
          ))}
          {fields.length > MOST_COLUMNS ? <th scope="col">Change</th> : null}
          {hasWhy ? <th scope="col">Why</th> : null}
        </tr>
      </thead>
      <tbody className="max-md:block">
        {items.map((item) => (
          <tr
            key={item.pass_id}
            className="max-md:block max-md:border-b max-md:border-line-soft max-md:px-4 max-md:py-2.5 max-md:last:border-b-0 max-md:[&>td]:block max-md:[&>td]:h-auto max-md:[&>td]:border-0 max-md:[&>td]:bg-transparent! max-md:[&>td]:px-0! max-md:[&>td]:py-0.5"
          >
            <td>
              <PassName item={item} />
            </td>
            <td>{riderOf(item)}</td>
            {columns.map((field) => (
              <td key={field} className="tabular-nums">
                {diffOf(item, field, words)}
              </td>
            ))}
            {fields.length > MOST_COLUMNS ? <td>{everyDiff(item, words)}</td> : null}
            {hasWhy ? <td className="text-ink-2">{item.why?.message}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PassName({ item }: { item: BulkItem }) {
  return (
    <Link
      href={`/passes/${item.pass_id}`}
      prefetch={false}
      className="block max-w-56 rounded-tag hover:underline max-md:max-w-none"
    >
      <span className="block truncate font-medium">{item.product_name ?? "Pass"}</span>
      <span className="mono text-12 text-ink-3">{shortId(item.pass_uuid ?? item.pass_id)}</span>
    </Link>
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
