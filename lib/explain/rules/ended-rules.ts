import { FACT, hasEnded, type Rule, sinceEnd } from "@/lib/explain/explain-scene";
import {
  endFacts,
  hasStatus,
  joined,
  offRuleWords,
  rideFacts,
  ruleFact,
  ruleWords,
  usesFacts,
  windowName,
} from "./rule-words";

/* Causes of an ended pass, most exact first. */

export const EXPIRED_CAUSES: readonly Rule[] = [
  {
    code: "validity_ended",
    tone: "info",
    applies: (s) =>
      hasStatus("EXPIRED", s) && hasEnded(s) && s.is_multi && (s.rides?.used ?? 0) + (s.used ? 1 : 0) > 0,
    label: () => "Its validity ended",
    because: () => "its validity ended",
    detail: (s) =>
      joined(
        `It was valid until ${s.moment(s.end)}, ${sinceEnd(s)}.`,
        s.rides && !s.is_past && `${s.rides.used} of ${s.rides.of} rides were used by then.`,
        ruleWords(s),
      ),
    tell: (s) => `Your pass was valid until ${s.moment(s.end)}. Rides that were left on it ended then.`,
    facts: (s) => [FACT.expiration(s), FACT.uses(s), ...ruleFact(s), FACT.clock(s)],
  },
  {
    code: "window_ended",
    tone: "info",
    applies: (s) => hasStatus("EXPIRED", s) && hasEnded(s) && s.used !== null,
    label: () => "Its ride window ended",
    because: (s) => `its ${windowName(s)} ended`,
    detail: (s) =>
      joined(
        `First used ${s.when(s.used)}.`,
        ruleWords(s),
        `It stopped ${s.when(s.end)}, ${sinceEnd(s)}.`,
        offRuleWords(s),
      ),
    tell: (s) => `Your pass started ${s.when(s.used)} and worked until ${s.moment(s.end)}.`,
    facts: rideFacts,
  },
  {
    code: "shelf_life_ended",
    tone: "info",
    applies: (s) => hasStatus("EXPIRED", s) && hasEnded(s),
    label: () => "Nobody used it in time",
    because: () => "nobody used it in time",
    detail: (s) =>
      joined(
        `It was never used, and its shelf life ended ${s.when(s.end)}, ${sinceEnd(s)}.`,
        s.facts.rule === null
          ? ruleWords(s)
          : s.facts.rule.shelf_life_days !== null &&
              `A pass of this product keeps for ${s.facts.rule.shelf_life_days} days while nobody uses it.`,
      ),
    tell: (s) => `Your pass was not used before it lapsed ${s.when(s.end)}.`,
    facts: endFacts,
  },
  {
    code: "expired_by_provider",
    tone: "warn",
    applies: (s) => hasStatus("EXPIRED", s),
    label: (s) => `${s.provider} says expired`,
    because: (s) => `${s.provider} says so`,
    detail: (s) =>
      s.end === null
        ? "No expiration is recorded, so the portal alone could not tell."
        : `Its recorded expiration, ${s.moment(s.end)}, is still ahead, so the portal alone would not call it expired.`,
    tell: () => "Your pass has ended. We are looking at when and why.",
    next: () => "Compare with the provider before answering why.",
    facts: endFacts,
  },
];

export const USED_UP_CAUSES: readonly Rule[] = [
  {
    code: "rides_gone",
    tone: "info",
    applies: (s) => hasStatus("USES_GONE", s) && (s.word !== "USES_GONE" || s.rides !== null),
    label: () => "All rides used",
    because: (s) => (s.rides ? `all ${s.rides.of} rides were used` : "its one ride was used"),
    detail: (s) =>
      `${s.used ? `First used ${s.when(s.used)}.` : "No first use is recorded."} The count comes from the pass itself.`,
    tell: (s) =>
      s.rides ? `All ${s.rides.of} rides of your pass were used.` : "The ride on your pass was used.",
    facts: usesFacts,
  },
  {
    code: "rides_gone_by_provider",
    tone: "info",
    applies: (s) => hasStatus("USES_GONE", s),
    label: (s) => `${s.provider} says used up`,
    because: (s) => `${s.provider} says every ride was used`,
    detail: (s) =>
      joined(s.used !== null && `First used ${s.when(s.used)}.`, "The portal has no ride count of its own."),
    tell: () => "Every ride on your pass was used.",
    facts: usesFacts,
  },
];
