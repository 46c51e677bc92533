"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { type KeyboardEvent, type ReactNode, useRef } from "react";
import { cn } from "@/components/ui/class-names";
import { useShortcut } from "@/components/ui/use-shortcut";

const TABS = ["timeline", "order"] as const;
type Tab = (typeof TABS)[number];

type PassTabsProps = { count: number; timeline: ReactNode; order: ReactNode };

/** Timeline, or order and payment; which one is in the address, so that it can be linked to. */
export function PassTabs({ count, timeline, order }: PassTabsProps) {
  const path = usePathname();
  const search = useSearchParams();
  const current: Tab = search.get("tab") === "order" ? "order" : "timeline";
  const list = useRef<HTMLDivElement>(null);
  const show = (tab: Tab) =>
    window.history.replaceState(null, "", tab === "timeline" ? path : `${path}?tab=${tab}`);
  const step = (by: number) => {
    const at = (TABS.indexOf(current) + by + TABS.length) % TABS.length;
    show(TABS[at] ?? "timeline");
    return at;
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
        <TabButton id="timeline" {...tab}>
          Timeline <span className="text-12 font-normal text-ink-3 tabular-nums">{count}</span>
        </TabButton>
        <TabButton id="order" {...tab}>
          Order &amp; payment
        </TabButton>
      </div>
      <TabPanel id="timeline" current={current}>
        {timeline}
      </TabPanel>
      <TabPanel id="order" current={current}>
        {order}
      </TabPanel>
    </>
  );
}

type TabButtonProps = { id: Tab; current: Tab; show: (tab: Tab) => void; children: ReactNode };

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
        "relative inline-flex h-9 items-center gap-1.5 px-2 font-medium whitespace-nowrap text-ink-2 -outline-offset-2 hover:text-ink max-md:h-11",
        isCurrent && "text-ink after:absolute after:inset-x-2 after:-bottom-px after:h-0.5 after:bg-ink",
      )}
    >
      {children}
    </button>
  );
}

function TabPanel({ id, current, children }: { id: Tab; current: Tab; children: ReactNode }) {
  return (
    <div role="tabpanel" id={`panel-${id}`} aria-labelledby={`tab-${id}`} hidden={id !== current}>
      {children}
    </div>
  );
}
