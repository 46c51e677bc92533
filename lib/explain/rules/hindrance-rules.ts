import { zoneLabel } from "@/lib/format";
import type { ActivationFacts } from "@/lib/explain/explain-facts";
import { FACT, fact, type Rule, type Scene } from "@/lib/explain/explain-scene";
import { sayClock, sayDays } from "@/lib/explain/explain-words";
import { mayActivate, nextOpening } from "@/lib/explain/fare-window";

/* What prevents using a usable pass. All but the activation windows are known only for the present. */

const usable = (s: Scene) => s.is_issued && s.status === "USABLE";
const usableNow = (s: Scene) => usable(s) && !s.is_past;
const ready = (s: Scene) => (s.used === null ? "nobody has used it yet" : "rides are left on it");
const asOf = ({ facts }: Scene) => facts.provider?.taken_on ?? null;
const reached = (iso: string | null, { now }: Scene) => iso !== null && Date.parse(iso) <= now.getTime();

function isLockedElsewhere(s: Scene): boolean {
  const device = s.facts.provider?.device ?? null;
  if (device === null) return s.pass.device_locked;
  return device.is_this_account !== true && !reached(device.locked_until, s);
}

function deviceName({ facts }: Scene): string {
  const nickname = facts.provider?.device?.nickname?.trim();
  return nickname ? `“${nickname}”` : "one device";
}

function lockEnd(s: Scene): string {
  const until = s.facts.provider?.device?.locked_until ?? null;
  return until === null ? "When the lock ends is not on record." : `The lock ends ${s.when(until)}.`;
}

/** When a product may be activated: "Mon to Fri, 6:00 AM to 9:00 AM". */
function sayActivation(windows: readonly ActivationFacts[]): string {
  return windows
    .map(({ days, from, until }) => `${sayDays(days)}, ${sayClock(from)} to ${sayClock(until)}`)
    .join("; ");
}

function openingWords(s: Scene): string {
  const opening = nextOpening(s.activation, s.now);
  if (opening === null) return "No opening is in sight.";
  return s.is_past
    ? `The next opening was ${s.moment(opening)}.`
    : `The next opening is ${s.moment(opening)}.`;
}

function activationFact(s: Scene) {
  const zone = s.activation[0]?.zone;
  const value = sayActivation(s.activation) + (zone ? `, ${zoneLabel(zone, s.now)}` : "");
  const isProvider = (s.facts.provider?.activation.length ?? 0) > 0;
  return isProvider
    ? fact("provider", "activation_windows", "May be activated", value, asOf(s))
    : fact("setting", "activation", "May be activated", value, s.facts.rule?.modified_on ?? null);
}

function photo(s: Scene, status: "PENDING" | "REJECTED"): boolean {
  return usableNow(s) && s.facts.provider?.photo_status === status;
}

export const HINDRANCES: readonly Rule[] = [
  {
    code: "locked_to_device",
    tone: "warn",
    applies: (s) => usableNow(s) && isLockedElsewhere(s),
    label: () => "Locked to another device",
    because: (s) => `${ready(s)}, but it works on another device only`,
    detail: (s) => `It is locked to ${deviceName(s)} and cannot be used on any other. ${lockEnd(s)}`,
    tell: (s) => {
      const until = s.facts.provider?.device?.locked_until ?? null;
      const end = until === null ? "" : ` You can use it on a new one from ${s.moment(until)}.`;
      return `Your pass is tied to the phone it was last opened on. Open it there.${end}`;
    },
    next: () =>
      "Ask which phone the rider holds. A lost or stolen phone needs the provider to lift the lock.",
    facts: (s) => [
      fact("provider", "device", "Locked to", deviceName(s), asOf(s) ?? s.pass.synced_on),
      fact(
        "provider",
        "locked_until",
        "Lock ends",
        s.full(s.facts.provider?.device?.locked_until ?? null),
        asOf(s),
      ),
    ],
  },
  {
    code: "outside_activation_window",
    tone: "warn",
    applies: (s) => usable(s) && !mayActivate(s.activation, s.now),
    label: () => "Outside its activation hours",
    because: (s) => `${ready(s)}, but this is outside its activation hours`,
    detail: (s) => `It can be first used ${sayActivation(s.activation)}. ${openingWords(s)}`,
    tell: (s) => {
      const opening = nextOpening(s.activation, s.now);
      const from = opening === null ? "" : ` The next time is ${s.moment(opening)}.`;
      return `Your pass can be started only at certain hours: ${sayActivation(s.activation)}.${from}`;
    },
    facts: (s) => [activationFact(s), FACT.clock(s)],
  },
  {
    code: "photo_pending",
    tone: "warn",
    applies: (s) => photo(s, "PENDING"),
    label: () => "Photo not approved yet",
    because: (s) => `${ready(s)}, but its photo is not approved`,
    detail: (s) => `${s.provider} has the rider’s photo and has not decided on it.`,
    tell: () => "Your photo is still being checked. Your pass works as soon as it is approved.",
    next: () => "Wait for the decision; an admin can ask the provider to hurry.",
    facts: (s) => [fact("provider", "photo_status", "Photo", "Pending", asOf(s))],
  },
  {
    code: "photo_rejected",
    tone: "warn",
    applies: (s) => photo(s, "REJECTED"),
    label: () => "Photo rejected",
    because: (s) => `${ready(s)}, but its photo was rejected`,
    detail: (s) => `${s.provider} rejected the rider’s photo, so the pass cannot be started.`,
    tell: () => "Your photo was not accepted. Add a new one in the app, then your pass can be started.",
    next: () => "Ask the rider to add a new photo in the app.",
    facts: (s) => [fact("provider", "photo_status", "Photo", "Rejected", asOf(s))],
  },
  {
    code: "needs_connection",
    tone: "warn",
    applies: (s) => usableNow(s) && reached(s.facts.provider?.payload_expiration ?? null, s),
    label: () => "App must be opened online",
    because: (s) => `${ready(s)}, but the app must be opened online first`,
    detail: (s) =>
      `The copy on the phone went stale ${s.when(s.facts.provider?.payload_expiration ?? null)}. Opening the app with a connection renews it.`,
    tell: () => "Open the app once with an internet connection. Your pass works after that.",
    next: () => "Ask the rider to connect and open the app.",
    facts: (s) => {
      const stale = s.facts.provider?.payload_expiration ?? null;
      return [fact("provider", "payload_expiration", "Copy on phone valid until", s.full(stale), asOf(s))];
    },
  },
];
