import { zoneLabel } from "@/lib/format";

/** The abbreviation of the zone on that date: "CST". */
export function shortZone(iso: string, zone: string): string {
  return /\(([^)]+)\)$/.exec(zoneLabel(zone, iso))?.[1] ?? zone;
}
