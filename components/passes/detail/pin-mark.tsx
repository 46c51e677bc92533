import { Pin } from "lucide-react";
import { formatTime } from "@/lib/format";
import type { PassPin } from "@/lib/corrections/pins/pass-pin";
import type { ReadingClock } from "@/lib/time/reading-clock";

/** "Held until Nov 30, 2:00 PM, set by Maya Ruiz". */
function holdText({ until, by }: PassPin, { zone, now }: ReadingClock): string {
  return `Held until ${until ? formatTime(until, { zone, now }) : "released"}, set by ${by.name}`;
}

type PinMarkProps = ReadingClock & { pins: readonly PassPin[]; fields: readonly string[] };

export function PinMark({ pins, fields, ...clock }: PinMarkProps) {
  const pin = pins.find(({ field }) => fields.includes(field));
  if (!pin) return null;
  const text = holdText(pin, clock);
  return (
    <span title={text} className="ml-1 inline-flex align-[-2px] text-accent-text">
      <Pin aria-hidden className="size-3" />
      <span className="sr-only">{text}</span>
    </span>
  );
}
