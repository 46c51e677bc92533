"use client";

import { Keyboard } from "lucide-react";
import Link from "next/link";
import { useState, type ReactElement } from "react";
import type { NavItem } from "@/components/navigation/nav-items";
import { openShortcutSheet } from "@/components/shell/keyboard/shortcut-sheet-store";
import type { ShellUser } from "@/components/navigation/shell-user";
import { UserMenuItems } from "./user-menu-items";
import { ZoneMenuItems } from "@/components/shell/zone/zone-menu-items";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/overlay/menu";
import type { ShownZone } from "@/lib/display-zone";

type OpenedMenuProps = {
  user: ShellUser;
  trigger: ReactElement;
  hasHelp: boolean;
  pages: readonly NavItem[];
  zone?: ShownZone;
};

/** The user menu, open from the start, because the first press of its trigger mounts it. */
export function OpenedMenu({ user, trigger, hasHelp, pages, zone }: OpenedMenuProps) {
  const [isOpen, setOpen] = useState(true);
  return (
    <Menu open={isOpen} onOpenChange={setOpen}>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent side="top" align={hasHelp ? "end" : "start"} className="w-60">
        {pages.map(({ href, label, Icon }) => (
          <MenuItem key={href} asChild>
            <Link href={href}>
              <Icon aria-hidden />
              {label}
            </Link>
          </MenuItem>
        ))}
        {pages.length > 0 ? <MenuSeparator /> : null}
        {hasHelp ? (
          <>
            <MenuItem onSelect={openShortcutSheet}>
              <Keyboard aria-hidden />
              Help and shortcuts
            </MenuItem>
            <MenuSeparator />
          </>
        ) : null}
        {zone ? (
          <>
            <ZoneMenuItems key={zone.shown} zone={zone} />
            <MenuSeparator />
          </>
        ) : null}
        <UserMenuItems user={user} />
      </MenuContent>
    </Menu>
  );
}
