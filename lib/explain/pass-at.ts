import type { ExplainFacts } from "./explain-facts";
import type { Pass } from "@/lib/passes/pass";

/** The facts that decide a status, as they were. */
export type PassThen = Pick<
  Pass,
  "time_created" | "time_used" | "expiration" | "allowed_uses" | "uses_count" | "provider_status"
> & {
  /** A ride count or status of that time that the record cannot tell. */
  unknown: "uses" | "status" | null;
};

/**
 * The pass at an instant before the record was read, reconstructed from today's record: later events had not happened.
 * What the record cannot tell is empty and named. Pure.
 */
export function passAt(pass: Pass, facts: ExplainFacts, at: Date): PassThen {
  const { time_created, time_used, expiration, allowed_uses, uses_count, provider_status } = pass;
  const today: PassThen = {
    time_created,
    time_used,
    expiration,
    allowed_uses,
    uses_count,
    provider_status,
    unknown: null,
  };
  if (at.getTime() >= Date.parse(facts.read_on)) return today;
  const word = provider_status?.replace(/ +$/, "") ?? null;
  if (word === null || !(word in BEFORE_ITS_END)) return today;
  const used = time_used ?? facts.provider?.time_used ?? null;
  if (used === null && (word === "USING" || word === "USES_GONE")) return lost(today, "status");
  if (used === null && (uses_count ?? 0) > 0) return usedAtUnknownTime(today, word);
  if (used === null || Date.parse(used) > at.getTime()) return unusedThen(today, word, at, used !== null);
  return usedThen({ ...today, time_used: used }, word, at);
}

const BEFORE_ITS_END = { USABLE: true, USING: true, EXPIRED: true, USES_GONE: true };

function unusedThen(today: PassThen, word: string, at: Date, isUsedLater: boolean): PassThen {
  // Without a date nobody knows when it ended.
  if (!isUsedLater && word === "EXPIRED" && today.expiration === null) return lost(today, "status");
  // The first use of a single ride sets its end.
  const isWrittenByUse = isUsedLater && !hasRides(today) && isAhead(today.expiration, at);
  return {
    ...today,
    time_used: null,
    uses_count: isUsedLater ? 0 : today.uses_count,
    expiration: isWrittenByUse ? null : today.expiration,
    provider_status: "USABLE",
  };
}

function usedThen(today: PassThen, word: string, at: Date): PassThen {
  if (!isAhead(today.expiration, at) && today.expiration !== null) return today;
  if (word === "EXPIRED" && today.expiration === null) return lost(today, "status");
  if (!hasRides(today)) return word === "USABLE" ? today : { ...today, provider_status: "USING" };
  return usedAtUnknownTime(today, word);
}

/* Rides left today were left then; when the last one was used is not recorded. */
function usedAtUnknownTime(today: PassThen, word: string): PassThen {
  const { allowed_uses, uses_count } = today;
  const areLeft = allowed_uses !== null && uses_count !== null && uses_count < allowed_uses;
  if (word === "USES_GONE" || word === "EXPIRED" || !hasRides(today) || !areLeft) return lost(today, "uses");
  return { ...today, uses_count: null, provider_status: word === "USING" ? "USING" : "USABLE" };
}

function lost(today: PassThen, unknown: "uses" | "status"): PassThen {
  return { ...today, provider_status: null, unknown };
}

function hasRides({ allowed_uses }: PassThen): boolean {
  return allowed_uses !== null && allowed_uses > 1;
}

function isAhead(iso: string | null, at: Date): boolean {
  return iso !== null && Date.parse(iso) > at.getTime();
}
