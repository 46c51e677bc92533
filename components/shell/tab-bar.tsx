"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { LazyUserMenu } from "@/components/shell/user-menu/lazy-user-menu";
import { isCurrentPage, navItems } from "@/components/navigation/nav-items";
import type { ShellCan, ShellUser } from "@/components/navigation/shell-user";
import type { ShownZone } from "@/lib/display-zone";

const TAB =
  "flex flex-col items-center justify-center gap-0.5 text-11 leading-3.5 font-medium text-ink-3 aria-[current]:text-accent-text data-[state=open]:text-ink [&_svg]:size-5 -outline-offset-2";

/** The main pages at the foot of a phone, within reach of the thumb. */
export function TabBar({ user, can, zone }: { user: ShellUser; can: ShellCan; zone: ShownZone }) {
  const pathname = usePathname();
  return (
    <nav
      aria-label="Tabs"
      className="grid h-15 shrink-0 auto-cols-fr grid-flow-col border-t bg-surface pb-1 md:hidden print:hidden"
    >
      {navItems(can)
        .filter(({ isTab }) => isTab)
        .map(({ href, shortLabel, Icon }) => (
          <Link
            key={href}
            href={href}
            aria-current={isCurrentPage(pathname, href) ? "page" : undefined}
            className={TAB}
          >
            <Icon aria-hidden strokeWidth={1.5} />
            {shortLabel}
          </Link>
        ))}
      <LazyUserMenu
        user={user}
        zone={zone}
        pages={navItems(can).filter(({ isTab }) => !isTab)}
        hasHelp
        className={TAB}
      >
        <Ellipsis aria-hidden />
        More
      </LazyUserMenu>
    </nav>
  );
}
