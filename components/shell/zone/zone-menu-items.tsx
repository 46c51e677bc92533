"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { chooseZone } from "./choose-zone";
import { MenuLabel, MenuRadioGroup, MenuRadioItem } from "@/components/ui/overlay/menu";
import { riderZones, type ShownZone, zoneValue } from "@/lib/display-zone";
import { zoneLabel } from "@/lib/format";

export function ZoneMenuItems({ zone }: { zone: ShownZone }) {
  const router = useRouter();
  const [value, setValue] = useState(() => zoneValue(zone));
  const [own] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const choose = (next: string) => {
    chooseZone(next);
    setValue(next);
    router.refresh();
  };
  return (
    <MenuRadioGroup value={value} onValueChange={choose} aria-label="Show times in">
      <MenuLabel>Show times in</MenuLabel>
      <MenuRadioItem value="agency">Agency: {zoneLabel(zone.agency, zone.now)}</MenuRadioItem>
      <MenuRadioItem value="utc">UTC</MenuRadioItem>
      <MenuLabel>On the rider’s phone</MenuLabel>
      {riderZones(zone, own).map((choice) => (
        <MenuRadioItem key={choice.value} value={choice.value}>
          {choice.label}
          {choice.value === own ? <span className="text-12 text-ink-3">this computer</span> : null}
        </MenuRadioItem>
      ))}
    </MenuRadioGroup>
  );
}
