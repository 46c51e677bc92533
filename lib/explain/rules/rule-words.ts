import { formatDuration } from "@/lib/format";
import { sayRule } from "@/lib/explain/explain-words";
import { FACT, fact, left, type Scene } from "@/lib/explain/explain-scene";
import type { Fact } from "@/lib/explain/explain-facts";

/** A use and its record at the provider may differ by this much, and so may the ends derived from them. */
const TOLERANCE_MS = 300_000;

const NO_RULE = "We do not know the rule for this product, so these are the times of the pass itself.";

/** The fare rule as a sentence, or that the product has none. */
export function ruleWords({ pass, facts: { rule }, is_multi }: Scene): string {
  if (rule === null) return NO_RULE;
  if (is_multi || rule.window.kind === "none") return "";
  const name = productWords(pass.product_name);
  const assumed = rule.is_assumed ? " That rule is assumed, nobody has confirmed it." : "";
  return `${name} works ${sayRule(rule.window)}.${assumed}`;
}

function productWords(name: string | null): string {
  if (name === null) return "A pass of this product";
  return /\bpass$/i.test(name) ? `A ${name}` : `A ${name} pass`;
}

/** How far the recorded end is from the fare rule's, "30 min later"; null within five minutes or if one is missing. */
export function offRule({ end, rule_end }: Scene): string | null {
  if (end === null || rule_end === null) return null;
  const apart_ms = Date.parse(end) - Date.parse(rule_end);
  if (Math.abs(apart_ms) <= TOLERANCE_MS) return null;
  return `${formatDuration(Math.abs(apart_ms))} ${apart_ms > 0 ? "later" : "earlier"}`;
}

/** The window in a headline: "3-hour ride window", "service day". */
export function windowName({ window, facts }: Scene): string {
  if (facts.rule?.window.kind === "service_day") return "service day";
  return window ? `${window} ride window` : "ride window";
}

/** Empty without a fare rule. */
export function ruleFact({ facts: { rule } }: Scene): Fact[] {
  if (rule === null) return [fact("setting", "fare_rule", "Fare rule", "Not known")];
  const said = sayRule(rule.window);
  const value = `Works ${said}${rule.is_assumed ? " (assumed)" : ""}`;
  return [fact("setting", "fare_rule", "Fare rule", value, rule.modified_on)];
}

/** Its times, the fare rule, the clock. */
export function rideFacts(s: Scene): Fact[] {
  return [FACT.used(s), FACT.expiration(s), ...ruleFact(s), FACT.word(s), FACT.clock(s)];
}

/** "until Nov 18 at 12:12 PM, 2 h from now", or a phrase for an unknown end. */
export function untilWords(s: Scene): string {
  const can = s.is_past ? "It could" : "It can";
  if (s.end === null) return "No expiration is recorded yet; one is set at the first use.";
  return `${can} be used until ${s.moment(s.end)}, ${left(s.endsIn_ms)} ${s.is_past ? "later" : "from now"}.`;
}

/** `untilWords` for the rider, with a leading space; empty without a known end. */
export function untilForRider(s: Scene): string {
  return s.end === null ? "" : ` It can be used until ${s.moment(s.end)}.`;
}

export function joined(...sentences: (string | null | false)[]): string {
  return sentences.filter(Boolean).join(" ");
}

/** The facts of an end without a use, or of one that fits nothing. */
export function endFacts(s: Scene): Fact[] {
  return [FACT.expiration(s), FACT.used(s), ...ruleFact(s), FACT.word(s), FACT.clock(s)];
}

export function usesFacts(s: Scene): Fact[] {
  return [FACT.uses(s), FACT.used(s), FACT.word(s)];
}

/** `offRule` as a sentence; null if the ends agree. */
export function offRuleWords(s: Scene): string | null {
  const off = offRule(s);
  if (off === null) return null;
  return `That is ${off} than its rule says.`;
}

/** Whether the pass had been issued and has this status. */
export function hasStatus(status: Scene["status"], s: Scene): boolean {
  return s.is_issued && s.status === status;
}
