import { zoneLabel } from "@/lib/format";

/** The zone's abbreviation on that date: "CST". */
export function shortZone(iso: string, zone: string): string {
  return /\(([^)]+)\)$/.exec(zoneLabel(zone, iso))?.[1] ?? zone;
}
