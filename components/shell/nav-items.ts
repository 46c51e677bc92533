import { ScrollText, Settings, Ticket, Users, type LucideIcon } from "lucide-react";
import type { ShellCan } from "@/components/shell/shell-user";

type NavItem = { href: string; label: string; shortLabel: string; Icon: LucideIcon };

/** The pages that exist and that this reader may open. */
export function navItems(can: ShellCan): readonly NavItem[] {
  const audit = { href: "/audit", label: "Audit log", shortLabel: "Audit", Icon: ScrollText };
  return can.readAudit ? [PASSES, RIDERS, audit, SETTINGS] : [PASSES, RIDERS, SETTINGS];
}

/** Whether `pathname` is the page of `href` or one under it. */
export function isCurrentPage(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}

const PASSES: NavItem = { href: "/passes", label: "Passes", shortLabel: "Passes", Icon: Ticket };
const RIDERS: NavItem = { href: "/riders", label: "Riders", shortLabel: "Riders", Icon: Users };
const SETTINGS: NavItem = {
  href: "/settings",
  label: "Settings",
  shortLabel: "Settings",
  Icon: Settings,
};
