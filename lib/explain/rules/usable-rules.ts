import { FACT, left, type Rule, type Scene } from "@/lib/explain/explain-scene";
import {
  endFacts,
  hasStatus,
  joined,
  offRuleWords,
  rideFacts,
  ruleWords,
  untilForRider,
  untilWords,
  usesFacts,
  windowName,
} from "./rule-words";

/* Causes of a pass in use or ready to use, most exact first. */

const ridesLeft = ({ rides }: Scene) => (rides ? Math.max(0, rides.of - rides.used) : 0);

export const IN_USE_CAUSES: readonly Rule[] = [
  {
    code: "in_use",
    tone: "ok",
    applies: (s) => hasStatus("USING", s) && s.used !== null && s.end !== null,
    label: () => "Its ride window is open",
    because: (s) =>
      s.facts.rule?.window.kind === "service_day"
        ? `its service day ${s.is_past ? "was not over" : "is not over yet"}`
        : `its ${windowName(s)} ${s.is_past ? "was" : "is still"} open`,
    detail: (s) =>
      joined(
        `First used ${s.when(s.used)}.`,
        ruleWords(s),
        s.is_past
          ? `It worked until ${s.moment(s.end)}, ${left(s.endsIn_ms)} later.`
          : `It works until ${s.moment(s.end)}, ${left(s.endsIn_ms)} from now.`,
        offRuleWords(s),
      ),
    tell: (s) =>
      `Your pass started ${s.when(s.used)} and ${s.is_past ? "worked" : "works"} until ${s.moment(s.end)}.`,
    facts: rideFacts,
  },
  {
    code: "in_use_without_end",
    tone: "info",
    applies: (s) => hasStatus("USING", s) && s.used !== null,
    label: () => "No end is recorded",
    because: () => "it was used and no end is recorded",
    detail: (s) =>
      joined(
        `First used ${s.when(s.used)}.`,
        s.rule_end === null
          ? "Without an expiration nobody can say when the ride window ends."
          : `By its rule the ride window ends ${s.when(s.rule_end)}; ${s.provider} has given no end.`,
      ),
    tell: (s) => `Your pass started ${s.when(s.used)} and is in use.`,
    next: () => "Compare with the provider to learn its end.",
    facts: rideFacts,
  },
  {
    code: "in_use_by_provider",
    tone: "info",
    applies: (s) => hasStatus("USING", s),
    label: (s) => `${s.provider} says using`,
    because: (s) => `${s.provider} says so`,
    detail: (s) =>
      `The portal has no first use on record${s.end === null ? "" : `; its expiration is ${s.moment(s.end)}`}.`,
    tell: (s) => (s.end === null ? "Your pass is in use." : `Your pass is in use until ${s.moment(s.end)}.`),
    facts: rideFacts,
  },
];

export const USABLE_CAUSES: readonly Rule[] = [
  {
    code: "rides_left",
    tone: "ok",
    applies: (s) => hasStatus("USABLE", s) && s.rides !== null && s.rides.used > 0,
    label: (s) => `${ridesLeft(s)} of ${s.rides?.of ?? 0} rides left`,
    because: (s) =>
      `${ridesLeft(s)} of its ${s.rides?.of ?? 0} rides ${ridesLeft(s) === 1 ? "is" : "are"} left`,
    detail: (s) => joined(s.used !== null && `First used ${s.when(s.used)}.`, untilWords(s)),
    tell: (s) => `Your pass has ${ridesLeft(s)} of ${s.rides?.of ?? 0} rides left.${untilForRider(s)}`,
    facts: (s) => [...usesFacts(s), FACT.expiration(s), FACT.clock(s)],
  },
  {
    code: "not_used_yet",
    tone: "ok",
    applies: (s) => hasStatus("USABLE", s) && s.used === null && (!s.is_multi || s.rides !== null),
    label: () => "Not used yet",
    because: (s) => (s.is_past ? "nobody had used it yet then" : "nobody has used it yet"),
    detail: (s) =>
      joined(
        s.is_past && s.pass.time_used !== null && `Its first use came later, ${s.when(s.pass.time_used)}.`,
        untilWords(s),
      ),
    tell: (s) =>
      s.is_past
        ? "Your pass was ready at that time but had not been used yet."
        : `Your pass is ready and has not been used.${untilForRider(s)}`,
    facts: endFacts,
  },
  {
    code: "rides_left_uncounted",
    tone: "ok",
    applies: (s) => hasStatus("USABLE", s),
    label: () => "Rides are left",
    because: (s) => (s.is_past ? "rides were left on it" : "rides are left on it"),
    detail: (s) =>
      joined(
        s.used !== null && `First used ${s.when(s.used)}.`,
        `The number of rides used ${s.is_past ? "by then" : "so far"} is not on record.`,
        untilWords(s),
      ),
    tell: (s) =>
      s.is_past
        ? "Your pass had rides left at that time."
        : `Your pass still has rides on it.${untilForRider(s)}`,
    facts: (s) => [...usesFacts(s), FACT.expiration(s), FACT.clock(s)],
  },
];
