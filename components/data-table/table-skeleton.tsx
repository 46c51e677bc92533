import { PlainFrame } from "./table-parts";
import type { TableShape } from "./table-shape";
import { Skeleton } from "@/components/ui/page/skeleton";
import { cn } from "@/components/ui/class-names";

type TableSkeletonProps = Omit<TableShape<never, never>, "columns"> & {
  columns: Parameters<typeof PlainFrame>[0]["columns"];
  count: number;
};

/** A table while its rows load: the same headers, widths and heights, so that nothing moves when they arrive. */
export function TableSkeleton({ count, rowClassName, ...shape }: TableSkeletonProps) {
  return (
    <PlainFrame {...shape} caption={null}>
      {Array.from({ length: count }, (_, row) => (
        <tr key={row} className={rowClassName}>
          {shape.columns.map(({ label, isLabelHidden, className, cellClassName }, at) => (
            <td key={label} className={cn(className, cellClassName)}>
              {isLabelHidden ? null : (
                <Skeleton className={cn("my-1.25 in-[.right]:ml-auto", at === 0 ? "w-3/5" : "w-2/5")} />
              )}
            </td>
          ))}
        </tr>
      ))}
    </PlainFrame>
  );
}
