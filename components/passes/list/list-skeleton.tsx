import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { PageSkeleton } from "@/components/ui/page/page-skeleton";
import { Skeleton } from "@/components/ui/page/skeleton";

const COLUMNS = [
  { label: "Select", isLabelHidden: true, width: "w-11", className: "max-md:hidden" },
  { label: "Pass", width: "w-54" },
  { label: "Rider", width: "w-43" },
  { label: "Status", width: "w-41", className: "max-md:hidden" },
  { label: "Validity", className: "max-md:hidden" },
  { label: "Payment", width: "w-31", className: "right max-md:hidden" },
  { label: "Provider", width: "w-26", className: "max-lg:hidden" },
  { label: "Updated", width: "w-31", className: "max-lg:hidden" },
];

/** The list before its rows load: the same bars, columns and heights, so that nothing moves when they arrive. */
export function ListSkeleton() {
  return (
    <PageSkeleton title="Passes" says="Loading passes" bar="tabs">
      <div className="flex h-9.5 shrink-0 items-end px-6 max-md:h-14 max-md:items-center max-md:px-4">
        <Skeleton className="h-7 w-28 rounded-full" />
      </div>
      <div className="h-10.5 shrink-0 border-b max-md:hidden" />
      <TableSkeleton
        phone="stack"
        className="table-fixed md:min-w-190"
        rowClassName="max-md:h-17.5"
        columns={COLUMNS}
        count={14}
      />
    </PageSkeleton>
  );
}
