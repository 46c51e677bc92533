import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

export interface PageTab {
  label: string;
  href: string;
  /** Already formatted; null if the tab has no count. */
  count: string | null;
  isCurrent: boolean;
  /** Marks the count as something that needs attention. */
  isBad?: boolean;
}

type PageTabsProps = {
  label: string;
  tabs: readonly PageTab[];
  /** Shown to the right of the tabs. */
  children?: ReactNode;
};

/** The tabs of a page, each with its own address. On a narrow screen, they scroll sideways without the page. */
export function PageTabs({ label, tabs, children }: PageTabsProps) {
  return (
    <div className="flex shrink-0 items-center gap-4 border-b px-4 max-md:px-2">
      <nav aria-label={label} className="-mb-px flex min-w-0 gap-1 overflow-x-auto [scrollbar-width:none]">
        {tabs.map(({ href, ...tab }) => (
          <Link
            key={href}
            href={href}
            prefetch={false}
            aria-current={tab.isCurrent ? "page" : undefined}
            className="relative inline-flex h-9 shrink-0 items-center gap-1.5 rounded-control px-2 font-medium text-ink-2 -outline-offset-2 hover:text-ink aria-[current]:text-ink aria-[current]:after:absolute aria-[current]:after:inset-x-2 aria-[current]:after:bottom-0 aria-[current]:after:h-0.5 aria-[current]:after:bg-ink max-md:h-11 forced-colors:aria-[current]:after:bg-[Highlight]"
          >
            {tab.label}
            {tab.count === null ? null : (
              <span
                className={cn("text-12 font-normal tabular-nums", tab.isBad ? "text-bad-fg" : "text-ink-3")}
              >
                {tab.count}
              </span>
            )}
          </Link>
        ))}
      </nav>
      {children}
    </div>
  );
}
