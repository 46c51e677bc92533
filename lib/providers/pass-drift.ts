import { DRIFT_ADVICE, type DriftClass, type DriftOwner } from "@/lib/passes/words/drift-words";
import type { Pass } from "@/lib/passes/pass";
import { type ComparedField, type ComparedName, compareFields } from "./compare-fields";
import { driftClass } from "./classify-drift";
import { type Finding, type Surroundings, passFindings } from "./pass-findings";
import type { Snapshot } from "./remote-pass";

export interface Difference {
  field: ComparedName;
  class: DriftClass;
  headline: string;
  what_to_do: string;
  who: DriftOwner;
}

/** A pass compared with its provider's answer. */
export interface Comparison {
  /** Empty if the provider has not answered. */
  fields: ComparedField[];
  differences: Difference[];
  /** What no single field shows: orders, duplicates, refreshes. */
  findings: Finding[];
}

/**
 * Compares the portal's row with the provider's answer: each field judged, each difference with exactly one class, and
 * findings around the pass. Pure; never throws.
 */
export function comparePass(
  portal: Pass,
  snapshot: Snapshot | null,
  surroundings: Surroundings,
  now: Date,
): Comparison {
  const sides = snapshot && { portal, remote: snapshot.remote, taken_on: snapshot.taken_on, now };
  const fields = sides ? compareFields(sides) : [];
  const differences = fields.flatMap(({ field, verdict }): Difference[] => {
    if (sides === null || verdict !== "differs") return [];
    const name = driftClass(field, sides);
    return [{ field, class: name, ...DRIFT_ADVICE[name] }];
  });
  const told = differences.map((difference) => difference.class);
  return { fields, differences, findings: passFindings({ portal, snapshot, told, now }, surroundings) };
}
