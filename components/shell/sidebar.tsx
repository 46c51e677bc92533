import Link from "next/link";
import { BrandMark } from "@/components/brand/brand-mark";
import { HelpButton } from "@/components/shell/keyboard/help-button";
import type { ShellCan, ShellUser } from "@/components/navigation/shell-user";
import { SidebarNav } from "./sidebar-nav";
import { UserMenu } from "@/components/shell/user-menu/user-menu";
import { type SidebarView, SidebarViews } from "@/components/views/sidebar-views";

type SidebarProps = {
  user: ShellUser;
  can: ShellCan;
  agencyName: string;
  views: readonly SidebarView[];
};

/** Brand, navigation, help and user menu; a 60 px rail below 1361 px, hidden on a phone. */
export function Sidebar({ user, can, agencyName, views }: SidebarProps) {
  return (
    <aside
      aria-label="Sidebar"
      className="flex min-h-0 flex-col px-2 py-2.5 max-md:hidden xl:pl-3 print:hidden"
    >
      <Link
        href="/passes"
        className="mb-2.5 flex h-9 items-center gap-2 rounded-control font-semibold tracking-snug max-xl:justify-center xl:px-1.5"
      >
        <BrandMark />
        <span className="min-w-0 leading-4 max-xl:sr-only">
          PassDesk
          <span className="block truncate text-11 leading-3.5 font-normal text-ink-3">{agencyName}</span>
        </span>
      </Link>
      <SidebarNav can={can} />
      <SidebarViews views={views} />
      <div className="flex-1" />
      <HelpButton />
      <UserMenu user={user} />
    </aside>
  );
}
