"use client";

import { useState, type ReactElement } from "react";
import { ZoneMenuItems } from "./zone-menu-items";
import { Menu, MenuContent, MenuTrigger } from "@/components/ui/overlay/menu";
import type { ShownZone } from "@/lib/display-zone";

/** The menu of zones, open from the start, because the first press of its trigger mounts it. */
export function ZoneMenu({ zone, trigger }: { zone: ShownZone; trigger: ReactElement }) {
  const [isOpen, setOpen] = useState(true);
  return (
    <Menu open={isOpen} onOpenChange={setOpen}>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent align="end" className="w-70">
        <ZoneMenuItems key={zone.shown} zone={zone} />
      </MenuContent>
    </Menu>
  );
}
