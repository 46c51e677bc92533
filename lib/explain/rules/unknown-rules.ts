import { FACT, fact, type Rule, type Scene } from "@/lib/explain/explain-scene";
import { hasStatus, usesFacts } from "./rule-words";

/* Causes for an unknown status, and the one that overrides all others. */

const CHECKING = () => "We are still checking your pass and will come back to you.";
const wordFacts = (s: Scene) => [FACT.word(s), FACT.used(s), FACT.clock(s)];
const refund = ({ facts }: Scene) => facts.provider?.is_credited === true;

export const UNKNOWN_CAUSES: readonly Rule[] = [
  {
    code: "not_issued_yet",
    tone: "info",
    applies: (s) => !s.is_issued,
    label: () => "Not issued yet",
    because: (s) => `it was issued only ${s.when(s.pass.time_created)}`,
    detail: (s) => `At that instant the pass did not exist. It was created ${s.when(s.pass.time_created)}.`,
    tell: (s) => `Your pass was issued ${s.when(s.pass.time_created)}. Before that it could not be used.`,
    facts: (s) => [FACT.created(s), FACT.clock(s)],
  },
  {
    code: "past_unknown",
    tone: "warn",
    applies: (s) => s.is_issued && s.then.unknown !== null,
    label: () => "Not on record for that time",
    because: (s) =>
      s.then.unknown === "uses"
        ? "the rides used by then are not on record"
        : "the record does not say since when",
    detail: (s) =>
      s.then.unknown === "uses"
        ? "Today’s record counts the rides but not when each was used, so nobody can tell how many were left then."
        : `${s.provider} gave its status without a time, so nobody can tell whether it held at that instant.`,
    tell: CHECKING,
    next: () => "Ask the rider for a receipt or the driver’s report of that ride.",
    facts: (s) => [...usesFacts(s), FACT.expiration(s), FACT.clock(s)],
  },
  {
    code: "not_checked",
    tone: "warn",
    applies: (s) => hasStatus("UNKNOWN", s) && !s.word && s.pass.synced_on === null,
    label: (s) => `Not checked with ${s.provider} yet`,
    because: (s) => `it was not checked with ${s.provider} yet`,
    detail: (s) =>
      `Only the portal knows this pass${s.used ? `; it recorded a first use ${s.when(s.used)}` : ""}. ${s.provider} is asked at the next sync.`,
    tell: CHECKING,
    next: () => "Look again after the next sync.",
    facts: wordFacts,
  },
  {
    code: "no_status",
    tone: "warn",
    applies: (s) => hasStatus("UNKNOWN", s) && !s.word,
    label: (s) => `${s.provider} gave no status`,
    because: (s) => `${s.provider} gave no status`,
    detail: () => "Its times are shown as they came; nothing is guessed from them.",
    tell: CHECKING,
    next: () => "Compare with the provider, then ask an admin.",
    facts: wordFacts,
  },
  {
    code: "unknown_word",
    tone: "warn",
    applies: (s) => hasStatus("UNKNOWN", s),
    label: (s) => `“${s.word ?? ""}” is not a status we know`,
    because: (s) => `“${s.word ?? ""}” is not a status we know`,
    detail: (s) => `${s.provider} sent this word. It is kept as it came, and nothing is guessed from it.`,
    tell: CHECKING,
    next: () => "Report the word to an admin; the provider has to say what it means.",
    facts: wordFacts,
  },
];

function refundCause(s: Scene): string {
  if (s.status === "EXPIRED") return "its time ended, and its order was refunded";
  if (s.status === "USES_GONE") return "its rides were used, and its order was refunded";
  if (s.status === "UNKNOWN") return "its order was refunded and no status is known";
  return `${s.provider} did not close it when its order was refunded`;
}

export const REFUNDED: Rule = {
  code: "refunded",
  tone: "warn",
  applies: (s) => s.is_issued && refund(s),
  label: () => "Its order was refunded",
  because: refundCause,
  detail: (s) =>
    `${s.provider} credited the order line of this pass. When it did so is not on record; a refunded pass is not to be used.`,
  tell: () => "Your pass was refunded, so it can no longer be used.",
  next: () => "Check the refund with the order and payment before promising anything.",
  facts: (s) => [
    fact("order", "is_credited", "Order line", "Credited", s.facts.provider?.taken_on ?? null),
    FACT.word(s),
  ],
};

/** Applies to every pass; reported only if nothing else is. */
export const AS_RECORDED: Rule = {
  code: "as_recorded",
  tone: "info",
  applies: () => true,
  label: () => "As recorded",
  because: () => "that is what the record says",
  detail: () => "No rule explains more than the record itself.",
  tell: CHECKING,
  facts: wordFacts,
};
