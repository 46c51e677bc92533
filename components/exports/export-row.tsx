import { ExportActs } from "./export-acts";
import { ExportDetails } from "./export-details";
import { ExportProgress } from "./export-progress";
import { FORMAT_TAG, formatSize, rowsWords, searchWords } from "./export-words";
import { cn } from "@/components/ui/class-names";
import { Avatar } from "@/components/ui/avatar";
import { TimeText } from "@/components/ui/time/time-text";
import type { BackgroundExport } from "@/lib/exports/export";
import { formatRelative, formatTime, formatTimeTitle } from "@/lib/format";
import type { FilterView } from "@/lib/passes/query/filter-views";
import type { ReadingClock } from "@/lib/time/reading-clock";

export interface ExportRowProps {
  item: BackgroundExport;
  filterViews: readonly FilterView[];
  clock: ReadingClock;
  isOpen: boolean;
  onToggle: () => void;
  onChanged: () => void;
}

/** One export, and under it what else is known of it when it is open. On a phone its cells stack. */
export function ExportRow({ item, filterViews, clock, isOpen, onToggle, onChanged }: ExportRowProps) {
  const detailsId = `export-${item.id}`;
  const filters = searchWords(item.search, filterViews, clock);
  return (
    <>
      <tr
        data-open={isOpen || undefined}
        className="max-md:flex max-md:flex-col max-md:gap-1.5 max-md:border-b max-md:px-4 max-md:py-3 data-open:[&>td]:border-b-transparent data-open:[&>td]:bg-surface-2 [&>td]:h-15 max-md:[&>td]:h-auto max-md:[&>td]:border-0 max-md:[&>td]:bg-transparent! max-md:[&>td]:p-0"
      >
        <td>
          <span className="flex items-center gap-3">
            <span className="grid h-6 w-13.5 shrink-0 place-items-center rounded-control bg-sunken text-[10px] font-semibold tracking-wide text-ink-2 forced-colors:border">
              {FORMAT_TAG[item.format]}
            </span>
            <span className="min-w-0">
              <button
                type="button"
                aria-expanded={isOpen}
                aria-controls={isOpen ? detailsId : undefined}
                onClick={onToggle}
                className="block max-w-full truncate rounded-tag text-left font-medium hover:underline max-md:min-h-6"
              >
                {item.name}
              </button>
              <span title={filters} className="block truncate text-12 text-ink-2">
                {filters}
              </span>
            </span>
          </span>
        </td>
        <td>
          <Requested item={item} clock={clock} />
        </td>
        <td className="text-12">
          <ExportProgress item={item} />
        </td>
        <Numbers item={item} clock={clock} />
        <td className="text-right max-md:text-left max-md:empty:hidden">
          <ExportActs item={item} onDone={onChanged} />
        </td>
      </tr>
      {isOpen ? (
        <ExportDetails id={detailsId} item={item} clock={clock} filters={filters} onChanged={onChanged} />
      ) : null}
    </>
  );
}

function Requested({ item, clock }: Pick<ExportRowProps, "item" | "clock">) {
  return (
    <span className="flex items-center gap-2 max-md:text-12">
      <Avatar name={item.owner.name} />
      <span className="min-w-0 max-md:flex max-md:gap-1.5">
        <span className="block truncate">{item.owner.name}</span>
        <TimeText
          iso={item.created_on}
          text={formatTime(item.created_on, clock)}
          title={formatTimeTitle(item.created_on, clock)}
          className="block text-12 text-ink-2 tabular-nums"
        />
      </span>
    </span>
  );
}

function Numbers({ item, clock }: Pick<ExportRowProps, "item" | "clock">) {
  const size = item.bytes === null ? "—" : formatSize(item.bytes);
  const rows = rowsWords(item);
  return (
    <>
      <td
        className={cn(
          "text-right whitespace-nowrap tabular-nums max-md:text-left max-md:text-12",
          rows === "—" && "max-md:hidden",
        )}
      >
        {rows}
        <span className="md:hidden">
          {" rows"}
          {item.bytes === null ? "" : `, ${size}`}
        </span>
      </td>
      <td className="text-right whitespace-nowrap tabular-nums max-md:hidden">{size}</td>
      <td className="whitespace-nowrap text-ink-2 max-md:text-12 max-md:empty:hidden">
        {item.expires_on === null || item.state === "cancelled" ? (
          <span className="max-md:hidden">—</span>
        ) : (
          <>
            <span className="md:hidden">Deleted </span>
            <TimeText
              iso={item.expires_on}
              text={formatRelative(item.expires_on, clock)}
              title={formatTimeTitle(item.expires_on, clock)}
            />
          </>
        )}
      </td>
    </>
  );
}
