"use client";

import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";

type OnlyDifferencesProps = { summary: ReactNode; canHide: boolean; children: ReactNode };

/**
 * Hides rows that agree, while the address says so. Rows that may be hidden carry `group-data-[only]/compare:hidden`.
 */
export function OnlyDifferences({ summary, canHide, children }: OnlyDifferencesProps) {
  const path = usePathname();
  const search = useSearchParams();
  const isOnly = canHide && search.get("differs") === "1";
  const set = (isOn: boolean) => {
    const next = new URLSearchParams(search);
    if (isOn) next.set("differs", "1");
    else next.delete("differs");
    window.history.replaceState(null, "", next.size > 0 ? `${path}?${next}` : path);
  };
  return (
    <div data-only={isOnly || undefined} className="group/compare pt-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 text-ink-2">{summary}</div>
        {canHide ? (
          <label className="inline-flex min-h-6 cursor-pointer items-center gap-2 text-12 text-ink-2 max-md:min-h-11">
            <input
              type="checkbox"
              role="switch"
              checked={isOnly}
              onChange={(event) => set(event.target.checked)}
              className="h-4 w-7 cursor-pointer appearance-none rounded-full border border-control-line bg-sunken p-px transition-colors before:block before:size-3 before:rounded-full before:bg-control-line before:transition-transform checked:border-accent checked:bg-accent checked:before:translate-x-3 checked:before:bg-on-accent motion-reduce:before:transition-none forced-colors:before:bg-[CanvasText]"
            />
            Only differences
          </label>
        ) : null}
      </div>
      {children}
    </div>
  );
}
