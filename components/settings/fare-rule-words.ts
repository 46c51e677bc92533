import { sayClock, sayDays, sayMinutes } from "@/lib/explain/explain-words";
import type { FareRule } from "@/lib/fares/fare-rule";

/**
 * How long a ride lasts under the rule: "3 hours from first use", "Until 3:00 AM, America/Chicago", "No ride window".
 */
export function windowText({ window }: FareRule): string {
  if (window.kind === "elapsed") return `${sayMinutes(window.minutes)} from first use`;
  if (window.kind === "service_day") return `Until ${sayClock(window.cutoff)}, ${window.zone}`;
  return "No ride window";
}

/** How long a pass stays valid unused: "730 days", "No limit". */
export function shelfLifeText({ shelf_life_days }: FareRule): string {
  if (shelf_life_days === null) return "No limit";
  return shelf_life_days === 1 ? "1 day" : `${shelf_life_days} days`;
}

/** When a pass may be first used: "At any time", "Mon to Fri, 6:00 AM to 9:00 AM". */
export function activationText({ activation }: FareRule): string {
  if (activation.length === 0) return "At any time";
  return activation
    .map(({ days, from, until }) => `${sayDays(days)}, ${sayClock(from)} to ${sayClock(until)}`)
    .join("; ");
}
