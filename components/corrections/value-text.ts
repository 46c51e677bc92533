import { formatDay, formatFull, formatTime } from "@/lib/format";
import type { CorrectableField } from "@/lib/passes/pass-fields";
import { wordIn } from "@/lib/fields/word-in";
import { STATUS_LABEL } from "@/lib/passes/pass-status";
import { isTimeField } from "./correction-draft";
import type { ReadingClock } from "@/lib/time/reading-clock";

/** A correctable value, formatted; null if the field is empty. */
export function valueText(
  field: CorrectableField,
  value: string | number | null,
  clock: ReadingClock,
): string | null {
  if (value === null) return null;
  if (isTimeField(field)) return momentText(String(value), clock);
  if (field === "status") return wordIn(STATUS_LABEL, String(value));
  return String(value);
}

/*
 * Always with its day, because two values of a field are compared and each must stand alone. Seconds only if there are
 * any.
 */
function momentText(iso: string, { zone, now }: ReadingClock): string {
  const clock = formatTime(iso, { zone, now: iso });
  const seconds = formatFull(iso, { zone }).match(/:(\d\d)\u00a0/)?.[1] ?? "00";
  const time = seconds === "00" ? clock : clock.replace(/(\d\d)(?=\u00a0)/, `$1:${seconds}`);
  return `${formatDay(iso, { zone, now })}, ${time}`;
}
