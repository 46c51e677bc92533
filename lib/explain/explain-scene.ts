import { formatFull } from "@/lib/format";
import type { ActivationFacts, ExplainFacts, Fact, FactSource, VerdictTone } from "./explain-facts";
import { sayMoment, saySpan, sayWhen, sayWindow } from "./explain-words";
import { windowEnd } from "./fare-window";
import type { Pass } from "@/lib/passes/pass";
import { passAt, type PassThen } from "./pass-at";
import { type PassStatus, passStatus } from "@/lib/passes/pass-status";
import { providerName } from "@/lib/passes/words/provider-name";

/** A pass at an instant, with everything the rules look at. */
export interface Scene {
  pass: Pass;
  facts: ExplainFacts;
  then: PassThen;
  now: Date;
  is_past: boolean;
  /** Issued at or before that instant. */
  is_issued: boolean;
  status: PassStatus;
  provider: string;
  /** The provider's status at that instant, trimmed. */
  word: string | null;
  used: string | null;
  end: string | null;
  /** Milliseconds until the end; negative afterwards. */
  endsIn_ms: number | null;
  /** Rides of a multi-ride pass; null for a single ride, an unlimited pass, or an unknown count. */
  rides: { used: number; of: number } | null;
  is_multi: boolean;
  /** The length of the ride window as an adjective: "3-hour". */
  window: string | null;
  /** When the ride ends by the product's rule. */
  rule_end: string | null;
  activation: readonly ActivationFacts[];
  /** After a verb: "on Nov 12 at 8:04 AM". */
  when: (iso: string | null) => string;
  /** After a word like "until": "Nov 12 at 8:04 AM". */
  moment: (iso: string | null) => string;
  /** To the second, with its zone. */
  full: (iso: string | null) => string;
}

/** One rule of the table. */
export interface Rule {
  code: string;
  tone: VerdictTone;
  applies: (scene: Scene) => boolean;
  label: (scene: Scene) => string;
  /** Follows "<Status> because"; a rule without it is a remark, never the cause. */
  because?: (scene: Scene) => string;
  detail: (scene: Scene) => string;
  tell?: (scene: Scene) => string;
  next?: (scene: Scene) => string | null;
  facts: (scene: Scene) => Fact[];
}

/** Pure. */
export function sceneOf(pass: Pass, facts: ExplainFacts, now: Date, zone: string): Scene {
  const then = passAt(pass, facts, now);
  const is_past = now.getTime() < Date.parse(facts.read_on);
  // In the present a pass counts as issued: two clocks may differ by a second.
  const is_issued = !is_past || then.time_created === null || Date.parse(then.time_created) <= now.getTime();
  const { time_used: used, expiration: end, allowed_uses, uses_count } = then;
  const is_multi = allowed_uses !== null && allowed_uses > 1;
  // "Today" is the reader's day, even when explaining another day.
  const clocks = { now: is_past ? new Date(facts.read_on) : now, zone };
  const { rule } = facts;
  const has_window = used !== null && !is_multi;
  return {
    pass,
    facts,
    then,
    now,
    is_past,
    is_issued,
    status: is_issued ? passStatus(then, now) : "UNKNOWN",
    provider: providerName(pass.provider),
    word: then.provider_status?.replace(/ +$/, "") ?? null,
    used,
    end,
    endsIn_ms: end === null ? null : Date.parse(end) - now.getTime(),
    rides: is_multi && uses_count !== null ? { used: uses_count, of: allowed_uses } : null,
    is_multi,
    window: has_window ? windowWord(facts, used, end) : null,
    rule_end: rule && has_window ? windowEnd(rule.window, used) : null,
    activation: facts.provider?.activation.length ? facts.provider.activation : (rule?.activation ?? []),
    when: (iso) => (iso === null ? "at an unknown time" : sayWhen(iso, clocks)),
    moment: (iso) => (iso === null ? "an unknown time" : sayMoment(iso, clocks)),
    full: (iso) => (iso === null ? "Empty" : formatFull(iso, { zone })),
  };
}

/* From the fare rule if there is one, otherwise from the times. */
function windowWord({ rule }: ExplainFacts, used: string, end: string | null): string | null {
  if (rule?.window.kind === "elapsed") return sayWindow(rule.window.minutes * 60_000);
  if (rule?.window.kind === "service_day") return "day";
  return end === null ? null : sayWindow(Date.parse(end) - Date.parse(used));
}

/** How long ago it ended: "2 h 29 min ago"; "2 h 29 min earlier" for a past instant. */
export function sinceEnd({ endsIn_ms, is_past }: Scene): string {
  return `${saySpan(endsIn_ms ?? 0)} ${is_past ? "earlier" : "ago"}`;
}

/** Time left: "31 min". */
export function left(span_ms: number | null): string {
  return saySpan(span_ms ?? 0);
}

export function hasEnded({ endsIn_ms }: Scene): boolean {
  return endsIn_ms !== null && endsIn_ms <= 0;
}

const portal = (field: string, label: string, value: string, as_of: string | null = null) =>
  fact("portal", field, label, value, as_of);

export function fact(
  source: FactSource,
  field: string,
  label: string,
  value: string,
  as_of: string | null = null,
): Fact {
  return { field, label, value, source, as_of };
}

/** Facts that many rules use. What a sync writes is as old as the last sync. */
export const FACT = {
  created: (s: Scene) => portal("time_created", "Created", s.full(s.pass.time_created)),
  used: (s: Scene) => portal("time_used", "First used", s.full(s.pass.time_used)),
  expiration: (s: Scene) => portal("expiration", "Expiration", s.full(s.pass.expiration), s.pass.synced_on),
  word: (s: Scene) =>
    fact(
      "provider",
      "provider_status",
      `${s.provider} says`,
      s.pass.provider_status?.trim() || "Nothing yet",
      s.pass.synced_on,
    ),
  uses: (s: Scene) => portal("uses_count", "Uses", usesWords(s.pass), s.pass.synced_on),
  clock: (s: Scene) => fact("clock", "now", s.is_past ? "Looked at" : "Now", s.full(s.now.toISOString())),
} as const;

function usesWords({ uses_count, allowed_uses }: Pass): string {
  const limit = allowed_uses === null ? "an unknown number" : allowed_uses <= 0 ? "unlimited" : allowed_uses;
  return `${uses_count ?? "Unknown"} of ${limit}`;
}
