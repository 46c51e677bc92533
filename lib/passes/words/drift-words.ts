import { PASS_FIELDS } from "@/lib/passes/pass-fields";

const DRIFT_WORDS = PASS_FIELDS.drift.words;

/**
 * Every way portal and provider can disagree about a pass: what a sync stores as drift, and what only a comparison
 * sees.
 */
export type DriftClass = keyof typeof DRIFT_WORDS | "expired_at_provider" | "pinned" | "value_differs";

/** Who can act on it; `wait`: nobody has to. */
export type DriftOwner = "support" | "admin" | "wait";

interface DriftWords {
  headline: string;
  what_to_do: string;
  who: DriftOwner;
}

/** What each class means and what to do about it. */
export const DRIFT_ADVICE: Readonly<Record<DriftClass, DriftWords>> = {
  missing_use: {
    headline: DRIFT_WORDS.missing_use,
    what_to_do:
      "Trust the side that recorded the use. Where the rider disputes it, the first use and the uses are corrected with a reason.",
    who: "admin",
  },
  refresh_missed: {
    headline: DRIFT_WORDS.refresh_missed,
    what_to_do:
      "The rider’s app may still show an old ticket. Ask the rider to open it online; the app then asks for the pass again.",
    who: "support",
  },
  never_expired: {
    headline: DRIFT_WORDS.never_expired,
    what_to_do:
      "Go by the expiration: the pass has ended. The provider leaves some passes open after their end; nothing needs correcting.",
    who: "support",
  },
  expired_at_provider: {
    headline: "Only the provider calls it expired",
    what_to_do:
      "Do not tell the rider that it works: readers ask the provider. Where the provider is right, the status and the expiration are corrected.",
    who: "admin",
  },
  lagging: {
    headline: DRIFT_WORDS.lagging,
    what_to_do: "Wait for the next sync and look again. Go by the newer of the two answers until then.",
    who: "wait",
  },
  order_missing: {
    headline: DRIFT_WORDS.order_missing,
    what_to_do:
      "Ask how the pass was bought and compare the receipt. Where the order is known, it is entered by a correction.",
    who: "admin",
  },
  pass_missing: {
    headline: DRIFT_WORDS.pass_missing,
    what_to_do:
      "Do not promise a ride. Check the order under Order & payment, and note the case for those who work on drift.",
    who: "support",
  },
  duplicate_use: {
    headline: DRIFT_WORDS.duplicate_use,
    what_to_do: "Count it once: both rows stand for the same pass. Work on the first row.",
    who: "support",
  },
  time_skew: {
    headline: DRIFT_WORDS.time_skew,
    what_to_do:
      "A use without a network, or a phone with a wrong clock. The ride window runs from the provider’s time; correct the portal only if the rider disputes it.",
    who: "admin",
  },
  pinned: {
    headline: "Held by a correction",
    what_to_do: "A person decided this value, so the two sides may differ. The timeline says who and why.",
    who: "wait",
  },
  value_differs: {
    headline: "The two sides hold different values",
    what_to_do:
      "Both answers are of the same age, so waiting will not help. Find out which is right and correct the portal.",
    who: "admin",
  },
};

export function isDriftClass(word: string): word is DriftClass {
  return Object.hasOwn(DRIFT_ADVICE, word);
}
