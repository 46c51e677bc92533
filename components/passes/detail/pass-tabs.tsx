"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { cn } from "@/components/ui/class-names";
import { useShortcut } from "@/components/ui/browser/use-shortcut";

/** One tab of the page of a pass. The id of the first tab is not in the address. */
export interface PassTab {
  id: string;
  label: string;
  /** Shown beside the label, as a count or a mark that something differs. */
  badge?: ReactNode;
  content: ReactNode;
}

/** The tabs of the page of a pass. The address says which one is shown, so that it can be linked to. */
export function PassTabs({ tabs }: { tabs: readonly PassTab[] }) {
  const path = usePathname();
  const search = useSearchParams();
  const asked = tabs.findIndex((tab) => tab.id === search.get("tab"));
  const at = Math.max(0, asked);
  const current = tabs[at]?.id ?? "";
  const list = useRef<HTMLDivElement>(null);
  const show = (id: string) => {
    const next = new URLSearchParams(search);
    if (id === tabs[0]?.id) next.delete("tab");
    else next.set("tab", id);
    window.history.replaceState(null, "", next.size > 0 ? `${path}?${next}` : path);
  };
  const step = (by: number) => {
    const next = (at + by + tabs.length) % tabs.length;
    show(tabs[next]?.id ?? "");
    return next;
  };
  const byArrow = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[step(by)]?.focus();
  };
  useShortcut("[", () => void step(-1));
  useShortcut("]", () => void step(1));
  const tab = { current, show };
  return (
    <>
      <div
        ref={list}
        role="tablist"
        tabIndex={-1}
        aria-label="Pass details"
        onKeyDown={byArrow}
        className="-mx-6 mt-1 flex gap-1 overflow-x-auto border-b px-4 max-md:-mx-4 max-md:px-2"
      >
        {tabs.map(({ id, label, badge }) => (
          <TabButton key={id} id={id} {...tab}>
            {label} {badge}
          </TabButton>
        ))}
      </div>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} current={current}>
          {content}
        </TabPanel>
      ))}
    </>
  );
}

type TabButtonProps = { id: string; current: string; show: (id: string) => void; children: ReactNode };

function TabButton({ id, current, show, children }: TabButtonProps) {
  const isCurrent = id === current;
  return (
    <button
      type="button"
      role="tab"
      id={`tab-${id}`}
      aria-controls={`panel-${id}`}
      aria-selected={isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      onClick={() => show(id)}
      className={cn(
        "relative inline-flex h-9 items-center gap-1.5 px-2 font-medium whitespace-nowrap -outline-offset-2 hover:text-ink max-md:h-11",
        isCurrent
          ? "text-ink after:absolute after:inset-x-2 after:-bottom-px after:h-0.5 after:bg-ink"
          : "text-ink-2",
      )}
    >
      {children}
    </button>
  );
}

function TabPanel({ id, current, children }: { id: string; current: string; children: ReactNode }) {
  return (
    <div role="tabpanel" id={`panel-${id}`} aria-labelledby={`tab-${id}`} hidden={id !== current}>
      {children}
    </div>
  );
}
