import { Skeleton } from "@/components/ui/page/skeleton";

const ROWS = 12;
const HEADERS = ["Pass", "Rider", "Status", "Validity", "Payment", "Provider", "Updated"];

/** The list before its rows: same bars, columns and heights, so that nothing moves when they come. */
export function ListSkeleton() {
  return (
    <div className="flex min-h-0 flex-1 animate-fade flex-col [animation-delay:150ms] [animation-fill-mode:backwards]">
      <div className="flex items-center gap-3 px-6 pt-4 pb-2 max-md:px-4">
        <h1>Passes</h1>
        <Skeleton className="h-3 w-24" />
        <span role="status" className="sr-only">
          Loading passes
        </span>
      </div>
      <div className="flex h-9 items-center gap-6 border-b px-6 max-md:h-11 max-md:px-4">
        {["w-8", "w-20", "w-24", "w-10", "w-16", "w-18"].map((width) => (
          <Skeleton key={width} className={width} />
        ))}
      </div>
      <div className="flex h-9.5 items-end px-6 max-md:h-14 max-md:items-center max-md:px-4">
        <Skeleton className="h-7 w-28 rounded-full" />
      </div>
      <div className="h-10.5 max-md:hidden" />
      <table aria-hidden className="table table-fixed min-w-190 max-md:min-w-0">
        <colgroup className="max-md:hidden">
          <col className="w-11" />
          {["w-54", "w-43", "w-41", "w-auto", "w-31", "w-26 max-lg:hidden", "w-31 max-lg:hidden"].map(
            (width) => (
              <col key={width} className={width} />
            ),
          )}
        </colgroup>
        <thead className="max-md:hidden">
          <tr>
            <th className="pr-0!" />
            {HEADERS.map((name, at) => (
              <th key={name} className={at > 4 ? "max-lg:hidden" : at === 4 ? "right" : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: ROWS }, (_, row) => (
            <tr key={row}>
              <td className="pr-0! max-md:hidden">
                <Skeleton className="size-4" />
              </td>
              {HEADERS.map((name, at) => (
                <td
                  key={name}
                  className={at > 4 ? "max-lg:hidden" : at > 0 ? "max-md:hidden" : "max-md:h-17.5"}
                >
                  <Skeleton className={at === 2 ? "h-5.5 w-20 rounded-full" : "w-3/5"} />
                  {at === 2 ? null : <Skeleton className="mt-2 h-2 w-2/5" />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
