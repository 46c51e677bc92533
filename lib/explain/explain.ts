import { DRIFT_RULES } from "@/lib/explain/rules/drift-rules";
import { EXPIRED_CAUSES, USED_UP_CAUSES } from "@/lib/explain/rules/ended-rules";
import type { ExplainFacts, Explanation, Verdict } from "./explain-facts";
import { HINDRANCES } from "@/lib/explain/rules/hindrance-rules";
import { REMARKS } from "@/lib/explain/rules/remarks";
import { type Rule, type Scene, sceneOf } from "./explain-scene";
import { AS_RECORDED, REFUNDED, UNKNOWN_CAUSES } from "@/lib/explain/rules/unknown-rules";
import { IN_USE_CAUSES, USABLE_CAUSES } from "@/lib/explain/rules/usable-rules";
import type { Pass } from "@/lib/passes/pass";
import { STATUS_LABEL } from "@/lib/passes/pass-status";

/*
 * The rules in order. Every rule that applies is reported; the first is primary. Causes come before remarks, and every
 * status has a cause.
 */
const CAUSES: readonly Rule[] = [
  ...UNKNOWN_CAUSES,
  REFUNDED,
  ...EXPIRED_CAUSES,
  ...USED_UP_CAUSES,
  ...IN_USE_CAUSES,
  ...HINDRANCES,
  ...USABLE_CAUSES,
];
const REMARK_RULES: readonly Rule[] = [...DRIFT_RULES, ...REMARKS];

/* Rules that say the same thing more or less exactly: of each group only the first that applies is reported. */
const GROUPS: readonly (readonly string[])[] = [
  ["not_issued_yet", "past_unknown", "not_checked", "no_status", "unknown_word"],
  ["validity_ended", "window_ended", "shelf_life_ended", "expired_by_provider"],
  ["rides_gone", "rides_gone_by_provider"],
  ["in_use", "in_use_without_end", "in_use_by_provider"],
  ["rides_left", "not_used_yet", "rides_left_uncounted"],
];

/**
 * Why the pass has its status at `now`, with every rule that applies: exactly one primary verdict for any input. An
 * instant before the facts were read is the past, reconstructed from today's record. Times are in `zone`. Pure; never
 * throws.
 */
export function explain(pass: Pass, facts: ExplainFacts, now: Date, zone: string): Explanation {
  const scene = sceneOf(pass, facts, now, zone);
  const causes = firstOfEachGroup(CAUSES.filter((rule) => rule.applies(scene)));
  const rules = [...(causes.length > 0 ? causes : [AS_RECORDED]), ...remarksOf(scene)];
  const verdicts = rules.map((rule, at) => verdictOf(rule, scene, at === 0));
  const [primary = verdictOf(AS_RECORDED, scene, true)] = verdicts;
  const valid = validity(scene, causes);
  return {
    status: scene.status,
    at: now.toISOString(),
    is_past: scene.is_past,
    primary,
    verdicts,
    valid,
    answer: answerOf(scene, valid),
  };
}

function remarksOf(scene: Scene): Rule[] {
  return scene.is_issued ? REMARK_RULES.filter((rule) => rule.applies(scene)) : [];
}

function firstOfEachGroup(rules: readonly Rule[]): Rule[] {
  const told = new Set<readonly string[]>();
  return rules.filter(({ code }) => {
    const group = GROUPS.find((codes) => codes.includes(code));
    if (group === undefined) return true;
    const isFirst = !told.has(group);
    told.add(group);
    return isFirst;
  });
}

function verdictOf(rule: Rule, scene: Scene, is_primary: boolean): Verdict {
  const label = rule.label(scene);
  return {
    code: rule.code,
    is_primary,
    tone: rule.tone,
    label,
    headline: rule.because ? `${STATUS_LABEL[scene.status]} because ${rule.because(scene)}` : label,
    detail: rule.detail(scene),
    tell_rider: rule.tell?.(scene) ?? null,
    next_step: rule.next?.(scene) ?? null,
    facts: rule.facts(scene),
  };
}

/* Riding needs a pass in use. A multi-ride pass does not record when each ride was open. */
function validity({ status, is_multi, used, is_issued }: Scene, causes: readonly Rule[]): boolean | null {
  if (!is_issued) return false;
  if (status === "UNKNOWN") return null;
  if (causes.some(({ code }) => code === "refunded")) return null;
  if (status === "USING") return true;
  return status === "USABLE" && is_multi && used !== null ? null : false;
}

function answerOf({ status, is_past, is_issued }: Scene, valid: boolean | null): string {
  if (valid === true) return is_past ? "It was valid at that moment" : "It is valid right now";
  if (valid === null) {
    return is_past
      ? "The record cannot tell whether it was valid at that moment"
      : "The record cannot tell whether it is valid right now";
  }
  if (!is_issued || status !== "USABLE") {
    return is_past ? "It was not valid at that moment" : "It is not valid right now";
  }
  return is_past
    ? "It was not valid at that moment: it had not been used yet"
    : "It is not valid for a ride before its first use";
}
