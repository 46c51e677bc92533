import { zoneLabel } from "./format";
import { isTimeZone } from "@/lib/time/local-time";

/** Name of the cookie that holds the reader's choice: "agency", "utc" or an IANA zone. */
export const ZONE_COOKIE = "pd_zone";
/** Seconds a choice is kept: a shift, so that nobody reads yesterday's rider's clock tomorrow. */
export const ZONE_MAX_AGE_S = 12 * 60 * 60;

export interface ZoneChoice {
  /** What the cookie would hold. */
  value: string;
  label: string;
}

export interface ShownZone {
  /** The agency's own zone, IANA. */
  agency: string;
  /** The one that times are told in, IANA. */
  shown: string;
  /** When the page was answered, ISO: names of zones are those of that date. */
  now: string;
}

/** Where a rider of a United States agency may be. */
const RIDER_ZONES = [
  "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu",
]; // prettier-ignore
const LONGEST_NAME = 64;

/** The zone a cookie asks for, the agency's for none and for anything that is no zone. Pure; never throws. */
export function parseDisplayZone(cookie: string | undefined, agency: string): string {
  if (cookie === undefined || cookie === "agency") return agency;
  if (cookie === "utc") return "UTC";
  return isZone(cookie) ? cookie : agency;
}

/* Names only: an offset like "+05:00" would be a zone to the platform, but says no place and no summer time. */
const known = new Map<string, boolean>();
const MOST_KNOWN = 500;

function isZone(name: string): boolean {
  if (name.length > LONGEST_NAME || !/^[A-Z][A-Za-z_]+(\/[A-Za-z0-9_+-]+){1,2}$/.test(name)) return false;
  const before = known.get(name);
  if (before !== undefined) return before;
  const is = isTimeZone(name);
  if (known.size < MOST_KNOWN) known.set(name, is);
  return is;
}

/** What the cookie holds for `shown`. Pure. */
export function zoneValue({ agency, shown }: Pick<ShownZone, "agency" | "shown">): string {
  if (shown === agency) return "agency";
  return shown === "UTC" ? "utc" : shown;
}

/** The zones a rider's phone may be in, without the agency's; the reader's own and the chosen one are among them. */
export function riderZones({ agency, shown, now }: ShownZone, own: string | null): ZoneChoice[] {
  const extra = [own ?? agency, shown].filter((zone) => zone !== "UTC" && isZone(zone));
  const names = [...new Set([...RIDER_ZONES, ...extra])].filter((zone) => zone !== agency);
  const seen = new Set([zoneLabel(agency, now)]);
  return names.flatMap((zone) => {
    const label = zoneLabel(zone, now);
    // Two names of one clock are one choice, unless one of them was chosen.
    if (seen.has(label) && zone !== shown) return [];
    seen.add(label);
    return [{ value: zone, label }];
  });
}
