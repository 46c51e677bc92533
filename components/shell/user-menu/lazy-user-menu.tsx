"use client";

import { lazy, Suspense, useState, type ReactNode } from "react";
import type { NavItem } from "@/components/navigation/nav-items";
import type { ShellUser } from "@/components/navigation/shell-user";
import type { ShownZone } from "@/lib/display-zone";

type LazyUserMenuProps = {
  user: ShellUser;
  className: string;
  /** Adds the shortcut sheet, where no other button offers it. */
  hasHelp?: boolean;
  /** Adds links to these pages, where there is no other navigation. */
  pages?: readonly NavItem[];
  /** Adds the choice of zone, where the top bar has no room for it. */
  zone?: ShownZone;
  children: ReactNode;
};

const loadMenu = () => import("./opened-menu").then((menu) => ({ default: menu.OpenedMenu }));
const OpenedMenu = lazy(loadMenu);

/** The trigger of the user menu. The menu is larger than the rest of the shell, so it loads on first use. */
export function LazyUserMenu(props: LazyUserMenuProps) {
  const { user, className, hasHelp = false, pages = [], zone, children } = props;
  const [isWanted, setWanted] = useState(false);
  const trigger = (
    <button
      type="button"
      aria-haspopup="menu"
      className={className}
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={() => setWanted(true)}
    >
      {children}
    </button>
  );
  if (!isWanted) return trigger;
  return (
    <Suspense fallback={trigger}>
      <OpenedMenu user={user} trigger={trigger} hasHelp={hasHelp} pages={pages} zone={zone} />
    </Suspense>
  );
}
