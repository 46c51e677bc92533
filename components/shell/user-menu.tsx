"use client";

import { ChevronsUpDown } from "lucide-react";
import { UserMenuItems } from "@/components/shell/user-menu-items";
import { ROLE_LABELS, type ShellUser } from "@/components/shell/shell-user";
import { Avatar } from "@/components/ui/avatar";
import { Menu, MenuContent, MenuTrigger } from "@/components/ui/menu";

/** The person at the foot of the sidebar. */
export function UserMenu({ user }: { user: ShellUser }) {
  return (
    <Menu>
      <MenuTrigger
        aria-label={`Account of ${user.name}, ${ROLE_LABELS[user.role]}`}
        className="mt-2 flex items-center gap-2 rounded-control p-2 text-left leading-4 hover:bg-hover data-[state=open]:bg-hover max-xl:justify-center max-xl:px-0"
      >
        <Avatar name={user.name} />
        <span className="min-w-0 flex-1 max-xl:hidden">
          <span className="block truncate font-medium">{user.name}</span>
          <span className="block text-11 text-ink-3">{ROLE_LABELS[user.role]}</span>
        </span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-3 max-xl:hidden" />
      </MenuTrigger>
      <MenuContent side="top" className="w-55">
        <UserMenuItems user={user} />
      </MenuContent>
    </Menu>
  );
}
