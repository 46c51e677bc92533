"use client";

import { lazy, Suspense, useState } from "react";
import { cn } from "@/components/ui/class-names";
import type { ShownZone } from "@/lib/display-zone";

const loadMenu = () => import("./zone-menu").then((menu) => ({ default: menu.ZoneMenu }));
const ZoneMenu = lazy(loadMenu);

/** Shows the zone that times are in, and changes it; any zone other than the agency's stands out. */
export function ZoneSwitch({ zone, label }: { zone: ShownZone; label: string }) {
  const [isWanted, setWanted] = useState(false);
  const trigger = (
    <button
      type="button"
      aria-haspopup="menu"
      aria-label={`Times are in ${label}. Change`}
      className={cn(
        "inline-flex h-7.5 items-center rounded-control px-2 text-12 whitespace-nowrap hover:bg-hover data-[state=open]:bg-hover max-md:hidden",
        zone.shown === zone.agency ? "text-ink-2" : "bg-info-bg font-medium text-info-fg",
      )}
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={() => setWanted(true)}
    >
      {label}
    </button>
  );
  if (!isWanted) return trigger;
  return (
    <Suspense fallback={trigger}>
      <ZoneMenu zone={zone} trigger={trigger} />
    </Suspense>
  );
}
