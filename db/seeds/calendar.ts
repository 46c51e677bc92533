/*
 * Time in the demo. Statements count in seconds before the anchor ("age"), so one statement serves every anchor. The
 * shape of a week at a transit agency is prepared here as two small tables.
 */

const ZONE = "America/Chicago";
const HOUR_S = 3600;
const DAY_S = 86_400;
const SERVICE_DAY_STARTS_H = 3;

/** History spans from five years to three days before the anchor; newer passes are made separately. */
const HISTORY_STARTS_S = 5 * 365 * DAY_S;
const HISTORY_ENDS_S = 3 * DAY_S;

const HOUR_WEIGHT = [1, 1, 1, 1, 3, 14, 34, 62, 58, 30, 20, 20, 24, 22, 24, 38, 60, 64, 46, 24, 15, 11, 7, 3];
const DAY_WEIGHT = [0.38, 1, 1.04, 1.06, 1.05, 1.02, 0.52];

export interface Slot {
  /** Seconds before the anchor. */
  age_s: number;
  /** Seconds until the next slot. */
  width_s: number;
}

export interface Cut {
  /** Start of service (03:00 local) in seconds before the anchor. */
  age_s: number;
  /** The next start of service; negative if it is ahead. */
  next_age_s: number;
}

const offsetFormat = new Intl.DateTimeFormat("en-US", {
  timeZone: ZONE,
  timeZoneName: "longOffset",
  hour: "2-digit",
});

/** Hours that local time is behind UTC at an instant. */
function hoursBehind(at_ms: number): number {
  const name = offsetFormat.formatToParts(at_ms).find((part) => part.type === "timeZoneName")?.value ?? "";
  return Number(/GMT-0?(\d+)/.exec(name)?.[1] ?? 6);
}

/** Starts of service from the one ahead of the anchor back over all history; element 0 is the last before it. */
export function serviceDayCuts(anchor: Date): Cut[] {
  const ages: number[] = [];
  const midnight_ms = Math.floor(anchor.getTime() / 1000 / DAY_S) * DAY_S * 1000;
  for (let day = 2; day >= -(HISTORY_STARTS_S / DAY_S) - 200; day--) {
    const noon_ms = midnight_ms + day * DAY_S * 1000;
    const rough_ms = noon_ms + (SERVICE_DAY_STARTS_H + 6) * HOUR_S * 1000;
    const cut_ms = noon_ms + (SERVICE_DAY_STARTS_H + hoursBehind(rough_ms)) * HOUR_S * 1000;
    ages.push(Math.round((anchor.getTime() - cut_ms) / 1000));
  }
  const first = ages.findIndex((age) => age >= 0);
  return ages.slice(first).map((age_s, i) => ({ age_s, next_age_s: ages[first + i - 1] ?? age_s - DAY_S }));
}

/** `count` slots of equal demand over history, oldest first: short in weekday rush hours, long at night. */
export function demandSlots(anchor: Date, count: number): Slot[] {
  const start_h = Math.floor(anchor.getTime() / 1000 / HOUR_S) - HISTORY_STARTS_S / HOUR_S;
  const hours = (HISTORY_STARTS_S - HISTORY_ENDS_S) / HOUR_S;
  const cumulative = new Float64Array(hours + 1);
  let behind = 6;
  for (let i = 0; i < hours; i++) {
    const at_h = start_h + i;
    if (i % 24 === 0) behind = hoursBehind(at_h * HOUR_S * 1000);
    const local_h = at_h - behind;
    const weekday = (Math.floor(local_h / 24) + 4) % 7;
    const growth = 0.55 + (0.9 * i) / hours;
    cumulative[i + 1] =
      (cumulative[i] ?? 0) + (HOUR_WEIGHT[local_h % 24] ?? 1) * (DAY_WEIGHT[weekday] ?? 1) * growth;
  }
  const total = cumulative[hours] ?? 1;
  const ages: number[] = [];
  let hour = 0;
  for (let slot = 0; slot <= count; slot++) {
    const wanted = (total * slot) / count;
    while (hour < hours - 1 && (cumulative[hour + 1] ?? total) < wanted) hour++;
    const from = cumulative[hour] ?? 0;
    const share = (wanted - from) / ((cumulative[hour + 1] ?? total) - from);
    const at_s = (start_h + hour + share) * HOUR_S;
    ages.push(Math.max(HISTORY_ENDS_S, Math.round(anchor.getTime() / 1000 - at_s)));
  }
  return ages.slice(0, count).map((age_s, i) => ({ age_s, width_s: age_s - (ages[i + 1] ?? age_s) }));
}
