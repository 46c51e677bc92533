import Link from "next/link";
import { filterWords } from "@/components/passes/filters/filter-words";
import { activeFilters } from "@/components/passes/query/query-edit";
import { sortWords } from "@/components/passes/query/sort-words";
import type { FilterView } from "@/lib/passes/query/filter-views";
import { type PassQuery, passQueryIdentity } from "@/lib/passes/query/pass-query";
import type { ReadingClock } from "@/lib/time/reading-clock";

type ExportPassesPartProps = { query: PassQuery; filterViews: readonly FilterView[]; clock: ReadingClock };

export function ExportPassesPart({ query, filterViews, clock }: ExportPassesPartProps) {
  const search = passQueryIdentity(query);
  const filters = activeFilters(query);
  return (
    <div className="mt-3.5 flex flex-col gap-1.5">
      <h2 className="text-12 font-medium">Passes</h2>
      <ul className="flex flex-wrap items-center gap-1.5 text-12 text-ink-2">
        {filters.length === 0 ? <li>All passes</li> : null}
        {filters.map((key) => {
          const { label, verb, value } = filterWords(query, key, filterViews, clock);
          return (
            <li
              key={key}
              className="inline-flex min-h-7 items-center rounded-full border border-line-strong px-2.5"
            >
              <span>
                {label} {verb} <b className="font-medium text-accent-text">{value}</b>
              </span>
            </li>
          );
        })}
        <li className="text-ink-3">Begins with the {sortWords(query.sort)}</li>
        <li>
          <Link
            href={search === "" ? "/passes?view=all" : `/passes?${search}`}
            className="link inline-flex min-h-6 items-center"
          >
            Edit filters
          </Link>
        </li>
      </ul>
    </div>
  );
}
