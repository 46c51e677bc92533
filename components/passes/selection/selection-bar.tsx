"use client";

import { Copy, ExternalLink, Hash, Pencil } from "lucide-react";
import Link from "next/link";
import { type ReactNode, Suspense, use, useState } from "react";
import { correctAllHref, correctPickedHref } from "./selection-href";
import { copySelection } from "./copy-selection";
import type { CountOutcome } from "@/components/passes/query/count-outcome";
import type { PassSelection } from "./use-selection";
import { copyText } from "@/components/ui/value/copy-text";
import { toast } from "@/components/ui/overlay/toast";
import { formatCount } from "@/lib/format";
import type { ColumnView } from "@/lib/passes/list/list-columns";
import type { PassQuery } from "@/lib/passes/query/pass-query";
import type { ReadingClock } from "@/lib/time/reading-clock";

const MOST_TABS = 10;

interface SelectionBarProps {
  selection: PassSelection;
  views: readonly ColumnView[];
  clock: ReadingClock;
  query: PassQuery;
  count: Promise<CountOutcome>;
  canCorrect: boolean;
}

export function SelectionBar(props: SelectionBarProps) {
  const { selection, query, count, canCorrect } = props;
  const { isAll, passes } = selection;
  const href = isAll ? correctAllHref(query) : correctPickedHref([...passes.keys()]);
  return (
    <div
      role="group"
      aria-label="Selected passes"
      className="absolute bottom-14 left-1/2 z-20 flex h-11 max-w-[calc(100%-24px)] -translate-x-1/2 animate-rise items-center gap-1 overflow-x-auto rounded-[10px] bg-inverse pr-1.5 pl-3.5 whitespace-nowrap text-on-inverse shadow-dialog max-md:hidden forced-colors:border"
    >
      <span className="pr-2 font-medium tabular-nums">
        <Suspense fallback={isAll ? "All selected" : `${passes.size} selected`}>
          <Selected selection={selection} count={count} />
        </Suspense>
      </span>
      {canCorrect && selection.page === "all" && !isAll ? (
        <Suspense>
          <SelectAll selection={selection} count={count} />
        </Suspense>
      ) : null}
      {canCorrect ? (
        <Link href={href} prefetch={false} className={LOOK}>
          <Pencil aria-hidden />
          Correct…
        </Link>
      ) : (
        <BarButton icon={<Pencil aria-hidden />} isOff>
          Correct, for admins
        </BarButton>
      )}
      {isAll ? null : <PickedActs {...props} />}
      <BarButton onPress={selection.clear}>
        Clear
        <kbd className="rounded-tag bg-inverse-2 px-1 font-sans text-11 text-on-inverse-2">Esc</kbd>
      </BarButton>
    </div>
  );
}

type CountedProps = Pick<SelectionBarProps, "selection" | "count">;

function Selected({ selection, count }: CountedProps) {
  const total = use(count);
  if (!selection.isAll) return `${selection.passes.size} selected`;
  return total.kind === "counted" && total.value > 0
    ? `All ${formatCount(total.value, total)} matching selected`
    : "All matching selected";
}

/* The pressed button disappears, so the focus moves to the next one. */
function SelectAll({ selection, count }: CountedProps) {
  const total = use(count);
  const isKnown = total.kind === "counted" && total.value > 0;
  if (isKnown && total.relation === "eq" && total.value <= selection.passes.size) return null;
  return (
    <BarButton
      onPress={(button) => {
        const next = button.nextElementSibling;
        selection.selectAll();
        if (next instanceof HTMLElement) next.focus();
      }}
    >
      {isKnown ? `Select all ${formatCount(total.value, total)} matching` : "Select all matching"}
    </BarButton>
  );
}

function PickedActs({ selection, views, clock }: SelectionBarProps) {
  const [isCopying, setCopying] = useState(false);
  const selected = [...selection.passes.values()];
  const copy = async () => {
    setCopying(true);
    await copySelection(selected, views, clock);
    setCopying(false);
  };
  const ids = selected.map((each) => each.pass_uuid ?? each.id).join("\n");
  const isTooMany = selected.length > MOST_TABS;
  return (
    <>
      <BarButton icon={<Copy aria-hidden />} isOff={isCopying} onPress={() => void copy()}>
        Copy as table
      </BarButton>
      <BarButton
        icon={<Hash aria-hidden />}
        onPress={() => void copyText(ids, selected.length === 1 ? "Pass ID" : `${selected.length} pass IDs`)}
      >
        Copy IDs
      </BarButton>
      <BarButton
        icon={<ExternalLink aria-hidden />}
        isOff={isTooMany}
        onPress={() => openTabs(selected.map((each) => each.id))}
      >
        {isTooMany ? `Open in new tabs, ${MOST_TABS} at most` : "Open in new tabs"}
      </BarButton>
    </>
  );
}

/* With `noopener`, the new tab cannot reach this one, and this one cannot tell whether the browser blocked it. */
function openTabs(ids: readonly string[]): void {
  for (const id of ids) window.open(`/passes/${id}`, "_blank", "noopener");
  if (ids.length > 1) {
    toast.info(`Opening ${ids.length} tabs`, {
      description: "If only one opened, allow pop-ups for this site.",
    });
  }
}

const LOOK =
  "inline-flex h-8 shrink-0 items-center gap-1.5 rounded-control px-2 font-medium -outline-offset-2 outline-on-inverse! hover:bg-inverse-2 disabled:cursor-not-allowed disabled:bg-transparent disabled:text-on-inverse-2 [&_svg]:size-4";

type BarButtonProps = {
  icon?: ReactNode;
  isOff?: boolean;
  onPress?: (button: HTMLButtonElement) => void;
  children: ReactNode;
};

function BarButton({ icon, isOff, onPress, children }: BarButtonProps) {
  return (
    <button
      type="button"
      disabled={isOff}
      onClick={(event) => onPress?.(event.currentTarget)}
      className={LOOK}
    >
      {icon}
      {children}
    </button>
  );
}
