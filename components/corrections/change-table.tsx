import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { After, Before } from "@/components/ui/value/diff";

export interface ChangeRow {
  key: string;
  label: string;
  before: ReactNode;
  after: ReactNode;
  /** Said instead of the value after, when that cannot be told. */
  problem?: string;
  /** Said after the value after. */
  note?: string;
}

type ChangeTableProps = {
  caption: string;
  beforeLabel: string;
  afterLabel: string;
  rows: readonly ChangeRow[];
};

/** Before and after of each field of a write; an empty value reads "Empty". */
export function ChangeTable({ caption, beforeLabel, afterLabel, rows }: ChangeTableProps) {
  return (
    <table className="w-full table-fixed border-separate border-spacing-0 tabular-nums">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr className="text-left text-12 [&>th]:h-auto [&>th]:border-0 [&>th]:bg-transparent [&>th]:p-0 [&>th]:pr-2.5 [&>th]:pb-1.5 [&>th]:font-medium [&>th]:text-ink-3">
          <th scope="col" className="w-28 max-md:w-22">
            Field
          </th>
          <th scope="col" className="w-56 max-md:w-auto">
            {beforeLabel}
          </th>
          <th scope="col">{afterLabel}</th>
        </tr>
      </thead>
      <tbody className="[&_td]:h-auto [&_td]:bg-transparent [&_td]:px-0 [&_td]:border-t [&_td]:border-b-0 [&_td]:border-line-soft [&_td]:py-1.75 [&_td]:pr-2.5 [&_td]:align-top [&_td]:break-words">
        {rows.map((row) => (
          <tr key={row.key}>
            <td className="text-ink-2">{row.label}</td>
            <td>
              <Before>{row.before ?? "Empty"}</Before>
            </td>
            <td>
              {row.problem === undefined ? (
                <After>{row.after ?? "Empty"}</After>
              ) : (
                <Problem text={row.problem} />
              )}
              {row.note ? <span className="text-12 text-ink-3"> {row.note}</span> : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
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
