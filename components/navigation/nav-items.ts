import {
  Archive,
  Download,
  ListChecks,
  PencilLine,
  ScrollText,
  Settings,
  Ticket,
  Users,
  type LucideIcon,
} from "lucide-react";
import type { ShellCan } from "./shell-user";

export type NavItem = {
  href: string;
  label: string;
  shortLabel: string;
  Icon: LucideIcon;
  /** The permission that shows the entry; left out if everybody sees it. */
  needs?: keyof ShellCan;
  /** Shown in the tab bar of a phone; the other entries are under More there. */
  isTab?: true;
};

const NAV: readonly NavItem[] = [
  { href: "/passes", label: "Passes", shortLabel: "Passes", Icon: Ticket, isTab: true },
  { href: "/riders", label: "Riders", shortLabel: "Riders", Icon: Users, isTab: true },
  { href: "/exports", label: "Exports", shortLabel: "Exports", Icon: Download, needs: "export", isTab: true },
  { href: "/corrections", label: "Corrections", shortLabel: "Corrections", Icon: PencilLine },
  { href: "/archive", label: "Archive", shortLabel: "Archive", Icon: Archive, needs: "archive" },
  {
    href: "/audit",
    label: "Audit log",
    shortLabel: "Audit",
    Icon: ScrollText,
    needs: "readAudit",
    isTab: true,
  },
  { href: "/jobs", label: "Jobs", shortLabel: "Jobs", Icon: ListChecks, needs: "readJobs" },
  { href: "/settings", label: "Settings", shortLabel: "Settings", Icon: Settings },
];

export function navItems(can: ShellCan): readonly NavItem[] {
  return NAV.filter(({ needs }) => needs === undefined || can[needs]);
}

/** Whether `pathname` is `href` or a page under it. */
export function isCurrentPage(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}
