import { FoundSection } from "./found-section";
import { CopyButton } from "@/components/ui/value/copy-button";
import { formatCount } from "@/lib/format";
import { READ_KIND_LABEL, type SearchResult } from "@/lib/search/search-result";

/** Values that were recognized but not found, to copy and ask about. */
export function MissingValues({ values }: { values: SearchResult["not_found"] }) {
  const text = values.map(({ value }) => value).join("\n");
  return (
    <FoundSection
      title="Not found"
      count={formatCount(values.length)}
      action={
        <CopyButton variant="button" value={text} name="What was not found">
          Copy not found
        </CopyButton>
      }
    >
      <ul
        className="max-h-80 overflow-auto rounded-card border"
        tabIndex={values.length > 10 ? 0 : undefined}
      >
        {values.map(({ kind, value }) => (
          <li
            key={`${kind} ${value}`}
            className="flex gap-3 border-b border-line-soft px-3 py-1.5 last:border-b-0 max-md:flex-col max-md:gap-0"
          >
            <span className="w-44 shrink-0 text-ink-3">{READ_KIND_LABEL[kind]}</span>
            <span className="mono min-w-0 break-all">{value}</span>
          </li>
        ))}
      </ul>
    </FoundSection>
  );
}
