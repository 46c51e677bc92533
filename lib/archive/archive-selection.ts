import "server-only";
import type { Exclusion } from "@/db/archive/archive-plan";
import type { Database } from "@/db/connection";
import type { Clause, Conditions } from "@/db/query/conditions";
import { keptIn } from "@/lib/passes/query/pass-conditions";
import { parseStoredQuery } from "@/lib/passes/query/stored-query";
import { statusClause } from "@/lib/passes/pass-status";
import { resolveConditions } from "@/lib/passes/query/resolve-conditions";
import type { ArchiveDirection, ArchivePolicy } from "./archive";
import type { ArchiveAsk } from "./archive-ask";

export interface ArchiveSelection {
  asked: Conditions;
  /** Those of the asked passes that may move: only expired passes leave the list. */
  movable: Conditions;
  exclusions: Exclusion[];
}

const DAY_MS = 86_400_000;

/** The ask of a run as conditions on rows; every "now" in it is the instant of the request. */
export async function archiveSelection(
  db: Database,
  direction: ArchiveDirection,
  ask: ArchiveAsk,
  zone: string,
): Promise<ArchiveSelection> {
  const now = new Date(ask.as_of);
  const asked = await askedConditions(db, direction, ask, { now, zone });
  const hasEnded: Clause = [[{ column: "expiration", op: "lte", value: now }]];
  return {
    asked,
    movable: direction === "archive" ? [...asked, hasEnded] : asked,
    exclusions: [
      ...(ask.policy === null ? [] : exclusionsOf(ask.policy, now)),
      ...(direction === "archive" ? [{ why: "referred" as const }] : []),
    ],
  };
}

async function askedConditions(
  db: Database,
  direction: ArchiveDirection,
  { policy, search, pass_ids }: ArchiveAsk,
  at: { now: Date; zone: string },
): Promise<Conditions> {
  const where = keptIn([direction === "archive" ? "live" : "archive"]);
  if (policy !== null) {
    const cutoff = daysBefore(at.now, policy.age_days);
    return [
      statusClause(policy.statuses, at.now),
      [[{ column: "expiration", op: "lte", value: cutoff }]],
      where,
    ];
  }
  if (pass_ids !== null) return [[[{ column: "id", op: "any_of", values: pass_ids.map(Number) }]], where];
  const query = parseStoredQuery(search ?? "", at, "What was asked for");
  const archived = direction === "archive" ? "exclude" : "only";
  return [...(await resolveConditions(db, { ...query, archived }, at)), where];
}

function exclusionsOf({ exclusions, recent_order_days }: ArchivePolicy, now: Date): Exclusion[] {
  return exclusions.map((why): Exclusion => {
    if (why === "pinned") return { why, at: now };
    if (why === "recent_orders") return { why, since: daysBefore(now, recent_order_days) };
    return { why };
  });
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY_MS);
}
