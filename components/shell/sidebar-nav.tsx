"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { isCurrentPage, navItems } from "@/components/navigation/nav-items";
import type { ShellCan } from "@/components/navigation/shell-user";

/** The main navigation; below 1361 px, its labels are only for screen readers and tooltips. */
export function SidebarNav({ can }: { can: ShellCan }) {
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className="flex flex-col gap-px">
      {navItems(can).map(({ href, label, Icon }) => (
        <Link
          key={href}
          href={href}
          title={label}
          aria-current={isCurrentPage(pathname, href) ? "page" : undefined}
          className="group flex h-9 items-center justify-center gap-2 rounded-control px-2 text-ink-2 hover:bg-hover hover:text-ink aria-[current]:bg-press aria-[current]:font-medium aria-[current]:text-ink xl:h-7.5 xl:justify-start"
        >
          <Icon
            aria-hidden
            className="size-4 shrink-0 text-ink-3 group-aria-[current]:text-ink"
            strokeWidth={1.75}
          />
          <span className="max-xl:sr-only">{label}</span>
        </Link>
      ))}
    </nav>
  );
}
