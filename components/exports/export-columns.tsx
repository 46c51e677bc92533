import { ExportActs } from "./export-acts";
import { ExportDetails } from "./export-details";
import { ExportProgress } from "./export-progress";
import { FORMAT_TAG, formatSize, rowsWords, searchWords } from "./export-words";
import { besideWord } from "@/lib/fields/stored-word";
import type { RowDetails } from "@/components/data-table/table";
import type { TableShape } from "@/components/data-table/table-shape";
import { Avatar } from "@/components/ui/avatar";
import { TimeText } from "@/components/ui/time/time-text";
import type { BackgroundExport } from "@/lib/exports/export";
import { formatRelative, formatTime, formatTimeTitle } from "@/lib/format";
import type { FilterView } from "@/lib/passes/query/filter-views";
import type { ReadingClock } from "@/lib/time/reading-clock";

interface ExportGiven {
  filterViews: readonly FilterView[];
  clock: ReadingClock;
  openId: string | null;
  toggle: (id: string) => void;
  onChanged: () => void;
}

export const EXPORT_TABLE: TableShape<BackgroundExport, ExportGiven> = {
  phone: "stack",
  className: "table-fixed md:min-w-240",
  rowClassName: "max-md:gap-1.5 max-md:py-3",
  columns: [
    {
      label: "Export",
      cell: (item, given) => <Name item={item} {...given} />,
      cellClassName: "md:h-15",
    },
    { label: "Requested", cell: (item, { clock }) => <Requested item={item} clock={clock} />, width: "w-42" },
    {
      label: "Progress",
      cell: (item) => <ExportProgress item={item} />,
      width: "w-72",
      cellClassName: "text-12",
    },
    {
      label: "Rows",
      cell: (item) => <Rows item={item} />,
      width: "w-32",
      className: "right max-md:text-left",
      cellClassName: "whitespace-nowrap max-md:text-12",
    },
    {
      label: "Size",
      cell: sizeOf,
      width: "w-22",
      className: "right",
      cellClassName: "whitespace-nowrap max-md:hidden",
    },
    {
      label: "Expires",
      cell: (item, { clock }) => <Expires item={item} clock={clock} />,
      width: "w-22",
      cellClassName: "whitespace-nowrap text-ink-2 max-md:text-12",
    },
    {
      label: "Act",
      isLabelHidden: true,
      cell: (item, { onChanged }) => <ExportActs item={item} onDone={onChanged} />,
      width: "w-36",
      cellClassName: "text-right max-md:text-left",
    },
  ],
};

const detailsId = ({ id }: BackgroundExport) => `export-${id}`;

export function exportDetails(item: BackgroundExport, given: ExportGiven): RowDetails | null {
  if (given.openId !== item.id) return null;
  const filters = searchWords(item.search, given.filterViews, given.clock);
  return { id: detailsId(item), content: <ExportDetails item={item} filters={filters} {...given} /> };
}

type ClockProps = { item: BackgroundExport; clock: ReadingClock };
type NameProps = ClockProps & Pick<ExportGiven, "filterViews" | "openId" | "toggle">;

function Name({ item, filterViews, clock, openId, toggle }: NameProps) {
  const filters = searchWords(item.search, filterViews, clock);
  const isOpen = openId === item.id;
  return (
    <span className="flex items-center gap-3">
      <span className="grid h-6 w-13.5 shrink-0 place-items-center rounded-control bg-sunken text-[10px] font-semibold tracking-wide text-ink-2 forced-colors:border">
        {besideWord(FORMAT_TAG, item.format, item.format)}
      </span>
      <span className="min-w-0">
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={isOpen ? detailsId(item) : undefined}
          onClick={() => toggle(item.id)}
          className="block max-w-full truncate rounded-tag text-left font-medium hover:underline max-md:min-h-6"
        >
          {item.name}
        </button>
        <span title={filters} className="block truncate text-12 text-ink-2">
          {filters}
        </span>
      </span>
    </span>
  );
}

function Requested({ item, clock }: ClockProps) {
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

function sizeOf({ bytes }: BackgroundExport): string {
  return bytes === null ? "—" : formatSize(bytes);
}

/* On a phone, the size is shown with the rows, because it has no column there. */
function Rows({ item }: { item: BackgroundExport }) {
  const rows = rowsWords(item);
  return (
    <span className={rows === "—" ? "max-md:hidden" : undefined}>
      {rows}
      <span className="md:hidden">
        {" rows"}
        {item.bytes === null ? "" : `, ${sizeOf(item)}`}
      </span>
    </span>
  );
}

function Expires({ item, clock }: ClockProps) {
  if (item.expires_on === null || item.state === "cancelled") return <span className="max-md:hidden">—</span>;
  return (
    <>
      <span className="md:hidden">Deleted </span>
      <TimeText
        iso={item.expires_on}
        text={formatRelative(item.expires_on, clock)}
        title={formatTimeTitle(item.expires_on, clock)}
      />
    </>
  );
}
