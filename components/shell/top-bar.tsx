import Link from "next/link";
import { BrandMark } from "@/components/brand/brand-mark";
import { EnvironmentBadge } from "@/components/brand/environment-badge";
import { GlobalSearch } from "./global-search";
import type { ShellCan } from "@/components/navigation/shell-user";
import { ThemeToggle } from "@/components/shell/theme/theme-toggle";
import { LOADED_AGO_SLOT } from "@/components/ui/time/loaded-ago-slot";
import { ZoneSwitch } from "@/components/shell/zone/zone-switch";
import type { ShownZone } from "@/lib/display-zone";
import { zoneLabel } from "@/lib/format";

type TopBarProps = { environment: string; can: ShellCan; zone: ShownZone };

export function TopBar({ environment, can, zone }: TopBarProps) {
  return (
    <header className="flex h-13 shrink-0 items-center gap-3 border-b pr-3 pl-5 print:hidden max-md:h-15 max-md:px-4">
      <Link href="/passes" aria-label="PassDesk home" className="rounded-control md:hidden">
        <BrandMark />
      </Link>
      <GlobalSearch can={can} zone={zone} />
      <span className="flex-1 max-md:hidden" />
      <span id={LOADED_AGO_SLOT} className="flex items-center gap-1 max-md:hidden" />
      <ZoneSwitch zone={zone} label={zoneLabel(zone.shown, zone.now)} />
      <EnvironmentBadge environment={environment} className="max-md:hidden" />
      <span className="contents max-md:hidden">
        <ThemeToggle />
      </span>
    </header>
  );
}
