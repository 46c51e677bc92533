import { formatDuration } from "@/lib/format";
import { DRIFT_ADVICE, isDriftClass } from "@/lib/passes/words/drift-words";
import { FACT, fact, hasEnded, type Rule, type Scene } from "@/lib/explain/explain-scene";
import { offRule, ruleFact, windowName } from "./rule-words";
import { settledStatus, STATUS_LABEL } from "@/lib/passes/pass-status";

/*
 * Remarks on differences between portal and provider, in the order in which drift arises. None is a cause, and they are
 * known only for the present.
 */

const HOUR_MS = 3_600_000;
const REFRESH_GRACE_MS = 15 * 60_000;

const present = (s: Scene) => s.is_issued && !s.is_past;
const isFinal = (s: Scene) => s.word === "EXPIRED" || s.word === "USES_GONE";
const snapshotAge = ({ facts: { provider } }: Scene) => provider?.taken_on ?? null;
const toldOn = (s: Scene) => snapshotAge(s) ?? s.pass.synced_on;

/* The status by the provider's word alone, ignoring uses the portal knows of. */
function theirStatus({ pass }: Scene) {
  return settledStatus({ ...pass, time_used: null, uses_count: null });
}

function isNeverFlipped(s: Scene): boolean {
  return present(s) && s.word === "USABLE" && s.used === null && hasEnded(s);
}

function isUseUnrecorded(s: Scene): boolean {
  const saysUsed = s.word === "USING" || (s.facts.provider?.time_used ?? null) !== null;
  return present(s) && saysUsed && s.pass.time_used === null;
}

function isUseUnaccepted(s: Scene): boolean {
  const word = s.facts.provider?.status ?? s.word;
  return present(s) && s.used !== null && !s.is_multi && word === "USABLE";
}

/** Time since the provider was last asked, if its answer may still change. */
function staleFor_ms(s: Scene): number | null {
  const told = toldOn(s);
  if (!present(s) || isFinal(s) || told === null) return null;
  const age_ms = s.now.getTime() - Date.parse(told);
  return age_ms > HOUR_MS ? age_ms : null;
}

/* A refresh marked done without a check after it did not happen: one rider's success once marked everybody's. */
function missedRefresh(s: Scene): string | null {
  if (!present(s) || isFinal(s)) return null;
  const checked = s.pass.synced_on === null ? 0 : Date.parse(s.pass.synced_on);
  const missed = s.facts.refreshes.find(({ scheduled_on, is_done }) => {
    const due = Date.parse(scheduled_on);
    return due + REFRESH_GRACE_MS < s.now.getTime() && (!is_done || checked < due);
  });
  return missed?.scheduled_on ?? null;
}

function isElsewhereSaid(s: Scene): boolean {
  return isNeverFlipped(s) || isUseUnaccepted(s) || isUseUnrecorded(s);
}

export const DRIFT_RULES: readonly Rule[] = [
  {
    code: "never_flipped",
    tone: "drift",
    applies: isNeverFlipped,
    label: (s) => `${s.provider} still says usable`,
    detail: (s) =>
      `It was never used and its expiration passed ${s.when(s.end)}. ${s.provider} turns only used passes to expired, so its word stays.`,
    next: () => "Nothing to repair: the expiration decides. An admin may correct the recorded word.",
    facts: (s) => [FACT.word(s), FACT.expiration(s), FACT.used(s), FACT.clock(s)],
  },
  {
    code: "use_not_recorded",
    tone: "drift",
    applies: isUseUnrecorded,
    label: () => "Used, but the use is not recorded",
    detail: (s) => {
      const first = s.facts.provider?.time_used ?? null;
      const since = first === null ? "" : ` since ${s.moment(first)}`;
      return `${s.provider} has it in use${since}, and the portal recorded no use. The use was accepted and its row was lost, or it was made in another app.`;
    },
    next: () => "An admin can correct the first use from the provider’s answer.",
    facts: (s) => [
      FACT.word(s),
      FACT.used(s),
      fact(
        "provider",
        "first_use",
        `${s.provider} first use`,
        s.full(s.facts.provider?.time_used ?? null),
        snapshotAge(s),
      ),
    ],
  },
  {
    code: "use_not_accepted",
    tone: "drift",
    applies: isUseUnaccepted,
    label: (s) => `${s.provider} still says usable`,
    detail: (s) =>
      `The portal recorded a use ${s.when(s.pass.time_used)} that ${s.provider} does not show. The use was not accepted, or it waits in an offline batch.`,
    next: () => "Look again after the next sync; if it stays, ask an admin to compare.",
    facts: (s) => [FACT.used(s), FACT.word(s), FACT.clock(s)],
  },
  {
    code: "provider_differs",
    tone: "drift",
    applies: (s) =>
      present(s) &&
      s.word !== null &&
      theirStatus(s) !== "UNKNOWN" &&
      theirStatus(s) !== s.status &&
      !isElsewhereSaid(s),
    label: (s) => `${s.provider} still says ${STATUS_LABEL[theirStatus(s)].toLowerCase()}`,
    detail: (s) => `By the times and uses on record the pass is ${STATUS_LABEL[s.status].toLowerCase()}.`,
    facts: (s) => [FACT.word(s), FACT.expiration(s), FACT.uses(s), FACT.clock(s)],
  },
  {
    code: "end_differs_from_rule",
    tone: "drift",
    applies: (s) => s.is_issued && offRule(s) !== null,
    label: (s) =>
      `Ends ${offRule(s) ?? ""} than its ${windowName(s)
        .replace(/ ride window$/, "")
        .replace(" ", "-")} rule`,
    detail: (s) =>
      `By its rule the ride ends ${s.when(s.rule_end)}; the provider ended it ${s.when(s.end)}. The provider’s end counts.`,
    facts: (s) => [FACT.used(s), FACT.expiration(s), ...ruleFact(s)],
  },
  {
    code: "drift_seen",
    tone: "drift",
    applies: (s) =>
      present(s) &&
      s.pass.drift !== null &&
      !isElsewhereSaid(s) &&
      !(s.pass.drift === "refresh_missed" && missedRefresh(s) !== null),
    label: (s) => driftLabel(s.pass.drift ?? ""),
    detail: () => "The last comparison of the portal with its provider found this.",
    next: () => "Open the provider snapshot to see what differs.",
    facts: (s) => [fact("portal", "drift", "Drift", s.pass.drift ?? "None", s.pass.synced_on)],
  },
  {
    code: "snapshot_old",
    tone: "warn",
    applies: (s) => staleFor_ms(s) !== null,
    label: (s) => `Checked ${formatDuration(staleFor_ms(s) ?? 0)} ago`,
    detail: (s) =>
      `${s.provider} was last asked ${s.when(toldOn(s))}. What the rider did since then may be missing here.`,
    next: () => "Trust the rider’s app over this page for anything newer.",
    facts: (s) => [
      fact("provider", "synced_on", "Last checked", s.full(toldOn(s)), toldOn(s)),
      FACT.clock(s),
    ],
  },
  {
    code: "refresh_missed",
    tone: "drift",
    applies: (s) => missedRefresh(s) !== null,
    label: () => "A scheduled refresh was missed",
    detail: (s) => `A refresh was due ${s.when(missedRefresh(s))} and left no newer check behind.`,
    next: () => "Tell an admin when many passes show this: the refresh job has stopped.",
    facts: (s) => [
      fact("portal", "scheduled_on", "Refresh due", s.full(missedRefresh(s))),
      fact("portal", "synced_on", "Last checked", s.full(s.pass.synced_on), s.pass.synced_on),
    ],
  },
  {
    code: "provider_not_reachable",
    tone: "info",
    applies: (s) => present(s) && s.facts.account?.has_token === false,
    label: (s) => `No ${s.provider} account on record`,
    detail: (s) =>
      `The rider has no sign-in at ${s.provider} here, so ${s.provider} cannot be asked about this pass.`,
    next: () => "Answer from the record; the rider’s own app shows the rest.",
    facts: () => [fact("portal", "has_token", "Provider sign-in", "None")],
  },
];

function driftLabel(drift: string): string {
  return isDriftClass(drift) ? DRIFT_ADVICE[drift].headline : `Drift: ${drift}`;
}
