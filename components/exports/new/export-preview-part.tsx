import { formatSize } from "@/components/exports/export-words";
import type { PreviewState } from "./use-export-preview";
import type { ExactCount } from "@/components/passes/query/use-exact-count";
import { Table } from "@/components/data-table/table";
import type { Column } from "@/components/data-table/table-shape";
import { Skeleton } from "@/components/ui/page/skeleton";
import { formatCount } from "@/lib/format";

/* Focusable, so that the keyboard can scroll it sideways. */
const REACHABLE = 0;

type ExportPreviewPartProps = { preview: PreviewState; count: ExactCount };

export function ExportPreviewPart({ preview, count }: ExportPreviewPartProps) {
  return (
    <section aria-labelledby="export-preview" className="mt-4 border-t pt-4">
      <div className="mb-2 flex items-baseline gap-3">
        <h2 id="export-preview" className="flex-1">
          Preview
        </h2>
        <span className="text-12 text-ink-3 tabular-nums">{extent(preview, count)}</span>
      </div>
      <Rows preview={preview} />
    </section>
  );
}

function extent(preview: PreviewState, count: ExactCount): string {
  if (preview.state !== "shown" || count.state !== "counted") return "";
  const size =
    preview.bytes_per_row === null ? "" : `, about ${formatSize(count.value * preview.bytes_per_row)}`;
  return `First ${preview.rows.length} of ${formatCount(count.value)} rows${size}`;
}

function Rows({ preview }: { preview: PreviewState }) {
  if (preview.state === "none") return <p className="text-ink-2">Choose at least one column.</p>;
  if (preview.state === "refused") return <p className="text-ink-2">{preview.message}</p>;
  if (preview.state === "loading") return <Skeleton className="h-32 w-full" />;
  if (preview.rows.length === 0) {
    return <p className="text-ink-2">No pass matches these filters. The file will have its header alone.</p>;
  }
  return (
    <div
      tabIndex={REACHABLE}
      role="region"
      aria-label="Preview of the file"
      className="overflow-x-auto rounded-control border"
    >
      <Table
        look="panel"
        className="text-12"
        caption="First rows of the file"
        columns={previewColumns(preview.columns)}
        rows={preview.rows}
        rowKey={(_, at) => String(at)}
      />
    </div>
  );
}

function previewColumns(fields: readonly string[]): Column<readonly (string | null)[]>[] {
  return fields.map((field, at) => ({
    label: field,
    cell: (row) => row[at] ?? <span className="text-ink-3">empty</span>,
    className: "mono",
    cellClassName: "h-7 max-w-56 truncate",
  }));
}
