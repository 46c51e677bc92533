import { type FareRule, fareRuleSchema } from "@/lib/fares/fare-rule";

export interface ActivationDraft {
  days: number[];
  from: string;
  until: string;
  zone: string;
}

/** A fare rule as typed: numbers are text, and empty text means left out. */
export interface FareRuleDraft {
  kind: FareRule["window"]["kind"];
  minutes: string;
  cutoff: string;
  zone: string;
  shelf_life_days: string;
  activation: ActivationDraft[];
  is_reward: boolean;
  is_assumed: boolean;
  source: string;
}

/** The draft for a rule; without a rule, the usual single ride, marked as assumed. */
export function draftOf(rule: FareRule | null, agencyZone: string): FareRuleDraft {
  const window = rule?.window ?? { kind: "elapsed" as const, minutes: 180 };
  return {
    kind: window.kind,
    minutes: window.kind === "elapsed" ? String(window.minutes) : "180",
    cutoff: window.kind === "service_day" ? window.cutoff : "03:00",
    zone: window.kind === "service_day" ? window.zone : agencyZone,
    shelf_life_days: rule?.shelf_life_days ? String(rule.shelf_life_days) : "",
    activation: rule?.activation.map((each) => ({ ...each, days: [...each.days] })) ?? [],
    is_reward: rule?.is_reward ?? false,
    is_assumed: rule?.is_assumed ?? true,
    source: rule?.source ?? "",
  };
}

export type DraftReading =
  { rule: FareRule; errors: null } | { rule: null; errors: Readonly<Record<string, string>> };

/** The rule that a draft describes, or its errors by field path, validated by the server's own schema. */
export function readDraft(draft: FareRuleDraft): DraftReading {
  const result = fareRuleSchema.safeParse({
    window: windowOf(draft),
    shelf_life_days: draft.shelf_life_days.trim() === "" ? null : numberOf(draft.shelf_life_days),
    activation: draft.activation,
    is_reward: draft.is_reward,
    is_assumed: draft.is_assumed,
    source: draft.source.trim() === "" ? null : draft.source,
  });
  if (result.success) return { rule: result.data, errors: null };
  const errors = result.error.issues.map((issue) => [issue.path.join("."), issue.message] as const);
  return { rule: null, errors: Object.fromEntries(errors.toReversed()) };
}

function windowOf({ kind, minutes, cutoff, zone }: FareRuleDraft) {
  if (kind === "elapsed") return { kind, minutes: numberOf(minutes) };
  return kind === "service_day" ? { kind, cutoff, zone: zone.trim() } : { kind };
}

/* Digits only: `Number` also accepts other notations, which nobody means here. */
function numberOf(text: string): number {
  return /^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : Number.NaN;
}
