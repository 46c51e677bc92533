import Link from "next/link";
import { AsidePart } from "@/components/ui/page/aside-part";
import { Facts } from "@/components/ui/value/key-value-list";
import { KeyValue } from "@/components/ui/value/key-value";

export interface SelectionWords {
  label: string;
  verb: string;
  value: string;
}

type BulkSelectionProps = {
  /** The number of passes, already formatted. */
  count: string;
  filters: readonly SelectionWords[];
  /** Link to the list of these passes; null if they were picked one by one. */
  href: string | null;
  note?: string;
};

export function BulkSelectionPart({ count, filters, href, note }: BulkSelectionProps) {
  return (
    <AsidePart title="Selection">
      <Facts>
        <KeyValue label="Passes">
          <span className="tabular-nums">{count}</span>
          {note ? <span className="block text-12 text-ink-3">{note}</span> : null}
        </KeyValue>
        {filters.map(({ label, verb, value }) => (
          <KeyValue key={label} label={label}>
            {verb === "is" || verb === "include" ? null : `${verb} `}
            {value}
          </KeyValue>
        ))}
        {filters.length > 0 ? null : (
          <KeyValue label="Filters">{href === null ? "Picked one by one" : "None: every pass"}</KeyValue>
        )}
      </Facts>
      {href === null ? null : (
        <Link href={href} prefetch={false} className="link mt-2.5 inline-block rounded-tag text-12">
          Show them in the list
        </Link>
      )}
    </AsidePart>
  );
}
