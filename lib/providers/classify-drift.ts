import type { DriftClass } from "@/lib/passes/words/drift-words";
import type { Pass } from "@/lib/passes/pass";
import { passStatus } from "@/lib/passes/pass-status";
import { apart, type ComparedName, type Sides, statusAtProvider, statusInPortal } from "./compare-fields";
import type { RemotePass } from "./remote-pass";

export interface Answers extends Sides {
  /** ISO 8601 UTC. */
  taken_on: string;
}

/* An offline use reaches the provider once the phone is online again. */
const USE_ARRIVES_WITHIN_MS = 60 * 60_000;
const SAME_AGE_MS = 300_000;
const SECOND_MS = 1000;

/** Exactly one class, the same for the same input. Pure; never throws. */
export function driftClass(field: ComparedName, answers: Answers): DriftClass {
  const { portal } = answers;
  if (portal.pinned.includes(field)) return "pinned";
  // A duplicate row holds what the portal knew at the use and is never synced.
  if (portal.duplicate) return "duplicate_use";
  if (portal.synced_on === null && field !== "time_used" && field !== "uses_count") return "lagging";
  return CLASS_OF[field]?.(answers) ?? byAge(answers);
}

type Classify = (answers: Answers) => DriftClass | null;

const CLASS_OF: Partial<Record<ComparedName, Classify>> = {
  status: statusClass,
  time_used: firstUseClass,
  expiration: expirationClass,
  uses_count: usesClass,
  order_uuid: ({ portal, remote }) =>
    portal.order_uuid === null || remote.order_uuid === null ? "order_missing" : null,
};

function statusClass(answers: Answers): DriftClass | null {
  const here = statusInPortal(answers);
  const there = statusAtProvider(answers);
  if (isHeld(answers)) return "pinned";
  const byUse = useClass(answers);
  if (byUse !== null && (isUsed(answers.remote, answers.remote.status) || there === "USABLE")) return byUse;
  if (there === "EXPIRED") return "expired_at_provider";
  if (here === "EXPIRED" && there !== "UNKNOWN") return "never_expired";
  return null;
}

function firstUseClass({ portal, remote, taken_on }: Answers): DriftClass {
  if (portal.time_used === null) return "missing_use";
  if (remote.time_used !== null) return "time_skew";
  return isOnItsWay(portal, taken_on) ? "lagging" : "missing_use";
}

/* Whether both sides would agree if corrected fields had the provider's values. */
function isHeld(answers: Answers): boolean {
  const { portal, remote, now } = answers;
  if (portal.pinned.length === 0) return false;
  const theirs = { ...remote, provider_status: remote.status };
  const released = { ...portal };
  for (const field of HELD) {
    if (portal.pinned.includes(field)) Object.assign(released, { [field]: theirs[field] });
  }
  return passStatus(released, now) === statusAtProvider(answers);
}

const HELD = ["time_used", "expiration", "allowed_uses", "uses_count"] as const;

/* A use that only one side has. */
function useClass({ portal, remote, taken_on }: Answers): DriftClass | null {
  const isUsedHere = isUsed(portal, portal.provider_status);
  const isUsedThere = isUsed(remote, remote.status);
  if (isUsedHere === isUsedThere) return null;
  if (isUsedThere) return "missing_use";
  return isOnItsWay(portal, taken_on) ? "lagging" : "missing_use";
}

function isUsed(side: Pick<Pass | RemotePass, "time_used" | "uses_count">, word: string | null): boolean {
  return side.time_used !== null || (side.uses_count ?? 0) > 0 || word === "USING" || word === "USES_GONE";
}

/* The provider answered before it could know of the use. */
function isOnItsWay({ time_used }: Pass, taken_on: string): boolean {
  const since = apart(time_used, taken_on);
  return since !== null && since < USE_ARRIVES_WITHIN_MS;
}

/* An end that moved with its beginning has the same cause. */
function expirationClass(answers: Answers): DriftClass | null {
  const { portal, remote } = answers;
  const byUse = useClass(answers);
  if (byUse !== null) return byUse;
  const moved = apart(portal.time_used, remote.time_used);
  const ended = apart(portal.expiration, remote.expiration);
  if (moved === null || ended === null || Math.abs(moved) < SECOND_MS) return null;
  if (Math.abs(moved - ended) >= SECOND_MS) return null;
  return portal.pinned.includes("time_used") ? "pinned" : "time_skew";
}

function usesClass({ portal, remote, taken_on }: Answers): DriftClass {
  if ((remote.uses_count ?? 0) > (portal.uses_count ?? 0)) return "missing_use";
  return isOnItsWay(portal, taken_on) ? "lagging" : "missing_use";
}

/* Answers of the same age really differ; otherwise the older one is behind. */
function byAge({ portal, taken_on }: Answers): DriftClass {
  const span = apart(portal.synced_on, taken_on);
  return span === null || Math.abs(span) > SAME_AGE_MS ? "lagging" : "value_differs";
}
