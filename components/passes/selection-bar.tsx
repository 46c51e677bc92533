"use client";

import { Copy, ExternalLink, Hash } from "lucide-react";
import { type ReactNode, useState } from "react";
import { copySelection } from "@/components/passes/copy-selection";
import type { PassSelection } from "@/components/passes/use-selection";
import type { Clock } from "@/components/passes/validity";
import { copyText } from "@/components/ui/copy-text";
import { toast } from "@/components/ui/toast";
import type { ColumnView } from "@/lib/passes/list-columns";

const MOST_TABS = 10;

interface SelectionBarProps {
  selection: PassSelection;
  /** The shown columns in their order. */
  views: readonly ColumnView[];
  clock: Clock;
}

/** What can be done with the selected passes. */
export function SelectionBar({ selection, views, clock }: SelectionBarProps) {
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
    <div
      role="group"
      aria-label="Selected passes"
      className="absolute bottom-14 left-1/2 z-20 flex h-11 -translate-x-1/2 animate-rise items-center gap-1 rounded-[10px] bg-inverse pr-1.5 pl-3.5 whitespace-nowrap text-on-inverse shadow-dialog max-md:hidden forced-colors:border"
    >
      <span className="pr-2 font-medium tabular-nums">{selected.length} selected</span>
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
      <BarButton onPress={selection.clear}>
        Clear
        <kbd className="rounded-tag bg-inverse-2 px-1 font-sans text-11 text-on-inverse-2">Esc</kbd>
      </BarButton>
    </div>
  );
}

/* Without an opener a tab knows nothing of this one, and this one not whether the browser held it back. */
function openTabs(ids: readonly string[]): void {
  for (const id of ids) window.open(`/passes/${id}`, "_blank", "noopener");
  if (ids.length > 1) {
    toast.info(`Opening ${ids.length} tabs`, {
      description: "If only one opened, allow pop-ups for this site.",
    });
  }
}

type BarButtonProps = { icon?: ReactNode; isOff?: boolean; onPress: () => void; children: ReactNode };

function BarButton({ icon, isOff, onPress, children }: BarButtonProps) {
  return (
    <button
      type="button"
      disabled={isOff}
      onClick={onPress}
      className="inline-flex h-8 items-center gap-1.5 rounded-control px-2 font-medium -outline-offset-2 outline-on-inverse! hover:bg-inverse-2 disabled:cursor-not-allowed disabled:bg-transparent disabled:text-on-inverse-2 [&_svg]:size-4"
    >
      {icon}
      {children}
    </button>
  );
}
