import type { Clause } from "@/db/query/conditions";

/*
 * The one declaration of the effective status. It has two parts. The settled part does not depend on the clock and is a
 * generated column of the table (`settled_status`, with the same rules as `settledStatus` below). The clock part is one
 * comparison: a pass that could still be used is EXPIRED from its expiration on, whatever the provider says.
 */

export const PASS_STATUSES = ["USABLE", "USING", "USES_GONE", "EXPIRED", "UNKNOWN"] as const;
export type PassStatus = (typeof PASS_STATUSES)[number];

/** The words the provider defines. Any other word is stored as it came and is UNKNOWN here. */
export const PROVIDER_STATUSES = ["USABLE", "USING", "EXPIRED", "USES_GONE"] as const;

/** Statuses that end when the expiration passes. */
const ENDING = ["USABLE", "USING", "USES_GONE"] as const satisfies readonly PassStatus[];

export const STATUS_LABEL: Record<PassStatus, string> = {
  USABLE: "Usable",
  USING: "Using",
  USES_GONE: "Used up",
  EXPIRED: "Expired",
  UNKNOWN: "Unknown",
};

/** The stored facts a status is computed from. Times are ISO, or anything `Date` reads as UTC. */
export interface StatusFacts {
  provider_status: string | null;
  time_used: string | null;
  expiration: string | null;
  allowed_uses: number | null;
  uses_count: number | null;
}

/**
 * The part of the status that does not depend on the clock. A used single ride is in use until it expires; a used
 * multi-ride pass is not.
 */
export function settledStatus(facts: StatusFacts): PassStatus {
  const { allowed_uses, uses_count } = facts;
  // Like the table's collation, ignores trailing spaces.
  const word = facts.provider_status?.replace(/ +$/, "");
  if (word === "EXPIRED" || word === "USES_GONE" || word === "USING") return word;
  if (word !== "USABLE") return "UNKNOWN";
  if (allowed_uses !== null && allowed_uses > 1) {
    return uses_count !== null && uses_count >= allowed_uses ? "USES_GONE" : "USABLE";
  }
  if (facts.time_used !== null) return "USING";
  return allowed_uses === 1 && uses_count !== null && uses_count >= 1 ? "USES_GONE" : "USABLE";
}

/** From the expiration on, that instant included, a settled status other than `except` becomes `word`. */
export const ON_EXPIRATION = { word: "EXPIRED", except: "UNKNOWN" } as const;

/** The effective status from the settled one and whether the expiration has passed. */
export function statusAt(settled: PassStatus, hasExpired: boolean): PassStatus {
  return settled !== ON_EXPIRATION.except && hasExpired ? ON_EXPIRATION.word : settled;
}

/** The effective status at `now`. Pure. */
export function passStatus(facts: StatusFacts, now: Date): PassStatus {
  const hasExpired = facts.expiration !== null && new Date(facts.expiration).getTime() <= now.getTime();
  return statusAt(settledStatus(facts), hasExpired);
}

/** `passStatus` as a condition: alternatives that never overlap, so that their counts can be added up. */
export function statusClause(statuses: readonly PassStatus[], now: Date): Clause {
  return [...new Set(statuses)].flatMap((status): Clause => {
    if (status === "UNKNOWN") return [[{ column: "settled_status", op: "any_of", values: ["UNKNOWN"] }]];
    if (status !== "EXPIRED") {
      return [
        [
          { column: "settled_status", op: "any_of", values: [status] },
          { column: "expiration", op: "gt_or_null", value: now },
        ],
      ];
    }
    const unsettled = ENDING.map((ending): Clause[number] => [
      { column: "settled_status", op: "any_of", values: [ending] },
      { column: "expiration", op: "lte", value: now },
    ]);
    return [[{ column: "settled_status", op: "any_of", values: ["EXPIRED"] }], ...unsettled];
  });
}
