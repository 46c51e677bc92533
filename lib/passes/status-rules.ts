import { formatDuration } from "../format";
import type { PassStatus } from "./pass-status";
import { sayRides } from "./reason-words";

/** What the rules look at. */
export interface Facts {
  status: PassStatus;
  /** The provider's word; `provider` is the provider's name. */
  word: string | null;
  provider: string;
  name: string;
  used: string | null;
  end: string | null;
  endsIn_ms: number | null;
  /** Rides of a multi-ride pass; null for a single ride, an unlimited pass, or where no count is known. */
  rides: { used: number; of: number } | null;
  isRecounted: boolean;
  window: string | null;
  checked: boolean;
  /** After a verb: "on Nov 12 at 8:04 AM". */
  when: (iso: string | null) => string;
  /** After a word like "until": "Nov 12 at 8:04 AM". */
  moment: (iso: string | null) => string;
}

/** One cause of one status, in three wordings. */
interface Rule {
  status: PassStatus;
  when: (facts: Facts) => boolean;
  because: (facts: Facts) => string;
  detail: (facts: Facts) => string;
  tell: (facts: Facts) => string;
}

const NO_RULE = "The fare rule of this product is not on record, so these are the times of the pass itself.";
const left = (facts: Facts) => formatDuration(facts.endsIn_ms ?? 0);
const hasEnded = (facts: Facts) => facts.endsIn_ms !== null && facts.endsIn_ms <= 0;
const ago = (facts: Facts) => `${formatDuration(-(facts.endsIn_ms ?? 0))} ago`;
const ridesLeft = ({ rides }: Facts) => (rides ? Math.max(0, rides.of - rides.used) : 0);

const RULES: readonly Rule[] = [
  {
    status: "EXPIRED",
    when: (f) => hasEnded(f) && f.rides !== null && f.rides.used > 0,
    because: () => "its validity ended",
    detail: (f) =>
      `It was valid until ${f.moment(f.end)}, ${ago(f)}; ${sayRides(f.rides)} used by then. ${NO_RULE}`,
    tell: (f) => `Your pass was valid until ${f.moment(f.end)}. Rides that were left on it ended then.`,
  },
  {
    status: "EXPIRED",
    when: (f) => hasEnded(f) && f.used !== null,
    because: (f) => (f.window ? `its ${f.window} ride window ended` : "its ride window ended"),
    detail: (f) => `First used ${f.when(f.used)}. It worked until ${f.moment(f.end)}, ${ago(f)}. ${NO_RULE}`,
    tell: (f) => `Your pass started ${f.when(f.used)} and worked until ${f.moment(f.end)}.`,
  },
  {
    status: "EXPIRED",
    when: hasEnded,
    because: () => "nobody used it in time",
    detail: (f) => `It was never used, and its shelf life ended ${f.when(f.end)}, ${ago(f)}. ${NO_RULE}`,
    tell: (f) => `Your pass was not used before it lapsed ${f.when(f.end)}.`,
  },
  {
    status: "EXPIRED",
    when: () => true,
    because: (f) => `${f.provider} says so`,
    detail: (f) =>
      f.end === null
        ? "No expiration is recorded, so the portal alone could not tell."
        : `Its recorded expiration, ${f.moment(f.end)}, is still ahead, so the portal alone would not call it expired.`,
    tell: () => "Your pass has ended. We are looking at when and why.",
  },
  {
    status: "USING",
    when: (f) => f.used !== null && f.end !== null,
    because: (f) =>
      f.window ? `its ${f.window} ride window is still open` : "its ride window is still open",
    detail: (f) =>
      `First used ${f.when(f.used)}. It works until ${f.moment(f.end)}, ${left(f)} from now. ${NO_RULE}`,
    tell: (f) => `Your pass started ${f.when(f.used)} and works until ${f.moment(f.end)}.`,
  },
  {
    status: "USING",
    when: (f) => f.used !== null,
    because: () => "it was used and no end is recorded",
    detail: (f) =>
      `First used ${f.when(f.used)}. Without an expiration nobody can say when the ride window ends.`,
    tell: (f) => `Your pass started ${f.when(f.used)} and is in use.`,
  },
  {
    status: "USING",
    when: () => true,
    because: (f) => `${f.provider} says so`,
    detail: (f) =>
      `The portal has no first use on record${f.end === null ? "" : `; its expiration is ${f.moment(f.end)}`}.`,
    tell: (f) => (f.end === null ? "Your pass is in use." : `Your pass is in use until ${f.moment(f.end)}.`),
  },
  {
    status: "USABLE",
    when: (f) => f.rides !== null && f.rides.used > 0,
    because: (f) =>
      `${ridesLeft(f)} of its ${f.rides?.of ?? 0} rides ${ridesLeft(f) === 1 ? "is" : "are"} left`,
    detail: (f) => `${f.used ? `First used ${f.when(f.used)}. ` : ""}${untilWords(f)}`,
    tell: (f) => `Your pass has ${ridesLeft(f)} of ${f.rides?.of ?? 0} rides left.${untilForRider(f)}`,
  },
  {
    status: "USABLE",
    when: (f) => f.used === null,
    because: () => "nobody has used it yet",
    detail: untilWords,
    tell: (f) => `Your pass is ready and has not been used.${untilForRider(f)}`,
  },
  {
    status: "USABLE",
    when: () => true,
    because: () => "rides are left on it",
    detail: (f) =>
      `First used ${f.when(f.used)}. The number of rides used is not on record. ${untilWords(f)}`,
    tell: (f) => `Your pass still has rides on it.${untilForRider(f)}`,
  },
  {
    status: "USES_GONE",
    when: (f) => f.isRecounted || f.rides !== null,
    because: (f) => (f.rides ? `all ${f.rides.of} rides were used` : "its one ride was used"),
    detail: (f) =>
      `${f.used ? `First used ${f.when(f.used)}. ` : "No first use is recorded. "}The count comes from the pass itself.`,
    tell: (f) =>
      f.rides ? `All ${f.rides.of} rides of your pass were used.` : "The ride on your pass was used.",
  },
  {
    status: "USES_GONE",
    when: () => true,
    because: (f) => `${f.provider} says every ride was used`,
    detail: (f) =>
      `${f.used ? `First used ${f.when(f.used)}. ` : ""}The portal has no ride count of its own.`,
    tell: () => "Every ride on your pass was used.",
  },
  {
    status: "UNKNOWN",
    when: (f) => f.word === null && !f.checked,
    because: (f) => `it was not checked with ${f.provider} yet`,
    detail: (f) =>
      `Only the portal knows this pass${f.used ? `; it recorded a first use ${f.when(f.used)}` : ""}. ${f.provider} will be asked at the next sync.`,
    tell: () => "We are still checking your pass and will come back to you.",
  },
  {
    status: "UNKNOWN",
    when: (f) => f.word === null || f.word.trim() === "",
    because: (f) => `${f.provider} gave no status`,
    detail: () => "Its times are shown as they came; nothing is guessed from them.",
    tell: () => "We are still checking your pass and will come back to you.",
  },
];

const LAST_RESORT: Rule = {
  status: "UNKNOWN",
  when: () => true,
  because: (f) => `“${f.word ?? ""}” is not a status we know`,
  detail: (f) => `${f.provider} sent this word. It is kept as it came, and nothing is guessed from it.`,
  tell: () => "We are still checking your pass and will come back to you.",
};

function untilWords(facts: Facts): string {
  if (facts.end === null) return "No expiration is recorded yet; one is set at the first use.";
  return `It can be used until ${facts.moment(facts.end)}, ${left(facts)} from now.`;
}

function untilForRider(facts: Facts): string {
  return facts.end === null ? "" : ` It can be used until ${facts.moment(facts.end)}.`;
}

/** The first rule of the status whose condition holds; there is always one. */
export function ruleFor(facts: Facts): Rule {
  return RULES.find((each) => each.status === facts.status && each.when(facts)) ?? LAST_RESORT;
}
