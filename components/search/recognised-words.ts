import { formatDay, formatTime } from "@/lib/format";
import type { ReadDate } from "@/lib/search/read-dates";
import type { ReadKind } from "@/lib/search/read-value";

type Told = { recognised: readonly { kind: ReadKind; count: number }[]; dates: readonly ReadDate[] };

const WORDS: Record<ReadKind, [one: string, many: string]> = {
  serial: ["serial", "serials"],
  number: ["number", "numbers"],
  pass_number: ["portal row", "portal rows"],
  rider_number: ["rider ID", "rider IDs"],
  provider_id: ["pass, order or event ID", "pass, order or event IDs"],
  reference: ["order reference", "order references"],
  email: ["email", "emails"],
  phone: ["phone", "phones"],
  name: ["name", "names"],
};

/** What a text was recognized as: "1 email, 2 serials, Nov 18, 8:14 AM"; empty if nothing was recognized. */
export function recognisedWords({ recognised, dates }: Told, at: { zone: string; now: string }): string {
  const values = recognised.map(({ kind, count }) => `${count} ${WORDS[kind][count === 1 ? 0 : 1]}`);
  return [...values, ...dates.map((date) => dateWords(date, at))].join(", ");
}

/** A day or time found in a text, in the format of this page. */
export function dateWords(date: ReadDate, { zone, now }: { zone: string; now: string }): string {
  if (date.day === null || (date.has_time && date.iso === null)) return date.text;
  // A bare day is a day of the agency, whatever zone times are shown in.
  if (!date.has_time) return formatDay(`${date.day}T12:00:00Z`, { zone: "UTC", now });
  return formatTime(date.iso ?? now, { zone, now });
}
