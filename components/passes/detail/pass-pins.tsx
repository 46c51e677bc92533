import { PinButton } from "@/components/corrections/pins/pin-button";
import { ReleaseButton } from "@/components/corrections/pins/release-button";
import { AsidePart } from "@/components/ui/page/aside-part";
import { TimeText } from "@/components/ui/time/time-text";
import { formatTime, formatTimeTitle } from "@/lib/format";
import type { Pass } from "@/lib/passes/pass";
import type { PassPin } from "@/lib/corrections/pins/pass-pin";

type PassPinsProps = {
  pass: Pass;
  pins: readonly PassPin[];
  canPin: boolean;
  /** The label of every field of a pass. */
  labels: Readonly<Record<string, string>>;
  reasons: Readonly<Record<string, string>>;
  zone: string;
  now: Date;
};

export function PassPins(props: PassPinsProps) {
  const { pass, pins, labels, zone, now } = props;
  const canPin = props.canPin && !pass.archived;
  if (pins.length === 0 && !canPin) return null;
  return (
    <AsidePart title="Pins">
      {pins.length === 0 ? <p className="text-ink-3">No field is held against the sync.</p> : null}
      <ul aria-label="Pins" className="flex flex-col gap-2.5">
        {pins.map((pin) => (
          <li key={pin.field} className="flex items-start justify-between gap-2">
            <div className="min-w-0">
              <p className="font-medium">{labels[pin.field] ?? pin.field}</p>
              <p className="text-12 text-ink-2">
                Held until{" "}
                {pin.until ? (
                  <TimeText
                    iso={pin.until}
                    text={formatTime(pin.until, { zone, now })}
                    title={formatTimeTitle(pin.until, { zone })}
                  />
                ) : (
                  "released"
                )}
                , set by {pin.by.name}
              </p>
              {pin.reason ? (
                <p className="text-12 break-words text-ink-3">
                  {props.reasons[pin.reason.code] ?? pin.reason.code}: {pin.reason.note}
                </p>
              ) : null}
            </div>
            {canPin ? (
              <ReleaseButton passId={pass.id} field={pin.field} label={labels[pin.field] ?? pin.field} />
            ) : null}
          </li>
        ))}
      </ul>
      {canPin ? <PinButton pass={pass} labels={labels} zone={zone} now={now.toISOString()} /> : null}
    </AsidePart>
  );
}
