"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import { Checkbox } from "@/components/ui/form/checkbox";
import type { ColumnView } from "@/lib/passes/list/list-columns";

interface ColumnRowProps {
  view: ColumnView;
  isShown: boolean;
  /** The position among the columns that can be moved, from 0; -1 if this one cannot be moved. */
  place: number;
  places: number;
  onToggle: () => void;
  onMove: (by: number) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

export function ColumnRow({ view, isShown, place, places, ...on }: ColumnRowProps) {
  return (
    <div className="flex h-7.5 items-center rounded-tag hover:bg-hover">
      <label className="flex h-full min-w-0 flex-1 cursor-pointer items-center gap-2 px-2">
        <Checkbox
          checked={isShown}
          disabled={view.id === "pass_uuid"}
          onChange={on.onToggle}
          onKeyDown={on.onKeyDown}
        />
        {view.label}
      </label>
      {place === -1 ? null : (
        <>
          <Mover
            label={`Move ${view.label} up`}
            icon={<ArrowUp aria-hidden className="size-3.5" />}
            isOff={place === 0}
            onMove={() => on.onMove(-1)}
            onKeyDown={on.onKeyDown}
          />
          <Mover
            label={`Move ${view.label} down`}
            icon={<ArrowDown aria-hidden className="size-3.5" />}
            isOff={place === places - 1}
            onMove={() => on.onMove(1)}
            onKeyDown={on.onKeyDown}
          />
        </>
      )}
    </div>
  );
}

type MoverProps = {
  label: string;
  icon: ReactNode;
  isOff: boolean;
  onMove: () => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

/* Not disabled at either end, so that the focus stays while somebody moves a column all the way. */
function Mover({ label, icon, isOff, onMove, onKeyDown }: MoverProps) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      aria-disabled={isOff}
      onClick={onMove}
      onKeyDown={onKeyDown}
      className="grid size-7 place-items-center rounded-tag text-ink-2 -outline-offset-2 hover:bg-press aria-disabled:text-ink-off"
    >
      {icon}
    </button>
  );
}
