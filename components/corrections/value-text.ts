import { formatTime, formatTimeTitle } from "@/lib/format";
import type { CorrectableField } from "@/lib/passes/pass-fields";
import { STATUS_LABEL } from "@/lib/passes/pass-status";
import { isTimeField } from "@/components/corrections/correction-draft";

interface Clock {
  zone: string;
  now: Date;
}

/** A correctable value as it is read; null where the field is empty. */
export function valueText(
  field: CorrectableField,
  value: string | number | null,
  clock: Clock,
): string | null {
  if (value === null) return null;
  if (isTimeField(field)) return formatTime(String(value), clock);
  if (field === "status") return statusWord(String(value));
  return String(value);
}

/** The full local time and UTC of a time value, for its tooltip. */
export function valueTitle(field: CorrectableField, value: string | number | null, { zone }: Clock) {
  return value !== null && isTimeField(field) ? formatTimeTitle(String(value), { zone }) : undefined;
}

/** A provider's word as we say it; a word that is not ours stays as it came. */
export function statusWord(word: string): string {
  return Object.hasOwn(STATUS_LABEL, word) ? STATUS_LABEL[word as keyof typeof STATUS_LABEL] : word;
}
