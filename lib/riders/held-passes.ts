import { type HeldPassRow, MOST_HELD_PASSES } from "@/db/riders/riders";
import { isoTime } from "@/lib/time/iso-time";
import { type PassStatus, passStatus } from "@/lib/passes/pass-status";
import type { RiderCounts, RiderRewards } from "./rider";

export type PassGroup = "active" | "ready" | "past";

const GROUP_OF: Readonly<Record<PassStatus, PassGroup>> = {
  USING: "active",
  USABLE: "ready",
  EXPIRED: "past",
  USES_GONE: "past",
  UNKNOWN: "past",
};

/** A rider's passes counted and grouped, newest first. */
export interface HeldPasses {
  /** Ids of the newest passes of all groups, the ones that other look-ups are about. */
  newest: number[];
  groups: Record<PassGroup, number[]>;
  counts: RiderCounts;
  resolved_by: Record<string, number>;
  last_ride_on: string | null;
  first_pass_on: string | null;
  synced: { newest: string | null; oldest_live: string | null };
}

const NEWEST = 200;

/** Counts and groups a rider's rows at `now`; duplicate rows count once. Pure. */
export function heldPasses(rows: readonly HeldPassRow[], now: Date): HeldPasses {
  const isCut = rows.length > MOST_HELD_PASSES;
  const read = rows.slice(0, MOST_HELD_PASSES);
  const passes = read
    .filter((row) => row.duplicate_of === null)
    .map((row) => ({ ...row, now_is: statusOf(row, now) }))
    .sort(newestFirst);
  const count = (status: PassStatus) => passes.filter((pass) => pass.now_is === status).length;
  const ids = (group: PassGroup) =>
    passes.filter((pass) => GROUP_OF[pass.now_is] === group).map((pass) => pass.id);
  const live = passes.filter((pass) => GROUP_OF[pass.now_is] !== "past");
  return {
    newest: passes.slice(0, NEWEST).map((pass) => pass.id),
    groups: { active: ids("active"), ready: ids("ready"), past: ids("past") },
    counts: {
      total: { value: passes.length, relation: isCut ? "gte" : "eq" },
      using: count("USING"),
      usable: count("USABLE"),
      expired: count("EXPIRED"),
      used_up: count("USES_GONE"),
      unknown: count("UNKNOWN"),
      repeated: read.length - passes.length,
    },
    resolved_by: tally(passes.map((pass) => pass.resolved_by ?? "none")),
    last_ride_on: isoTime(latest(passes.map((pass) => pass.time_used))),
    first_pass_on: isCut ? null : isoTime(earliest(passes.map((pass) => pass.time_created))),
    synced: {
      newest: isoTime(latest(passes.map((pass) => pass.synced_on))),
      oldest_live: isoTime(earliest(live.map((pass) => pass.synced_on))),
    },
  };
}

/** A rider's progress to free passes; null if no product is known to be a reward. Pure. */
export function rewardsOf(
  rows: readonly HeldPassRow[],
  rewardProducts: ReadonlySet<string>,
  now: Date,
): Omit<RiderRewards, "notice"> | null {
  if (rewardProducts.size === 0) return null;
  const passes = rows.slice(0, MOST_HELD_PASSES).filter((row) => row.duplicate_of === null);
  const free = passes.filter((pass) => rewardProducts.has(pass.product_uuid ?? ""));
  const last = latest(free.map((pass) => pass.time_created));
  const ridden = passes.filter((pass) => pass.time_used !== null && (last === null || pass.time_used > last));
  return {
    rides_since: ridden.reduce((rides, pass) => rides + Math.max(1, pass.uses_count ?? 1), 0),
    last_reward_on: isoTime(last),
    free_passes: free.filter((pass) => statusOf(pass, now) === "USABLE").length,
  };
}

function statusOf(row: HeldPassRow, now: Date): PassStatus {
  return passStatus(
    {
      provider_status: row.status,
      time_used: isoTime(row.time_used),
      expiration: isoTime(row.expiration),
      allowed_uses: row.allowed_uses,
      uses_count: row.uses_count,
    },
    now,
  );
}

/* By issue time; passes without one come last. Stored times have one width, so they sort as text. */
function newestFirst(a: HeldPassRow, b: HeldPassRow): number {
  const [first, second] = [a.time_created ?? "", b.time_created ?? ""];
  if (first !== second) return first < second ? 1 : -1;
  return b.id - a.id;
}

const known = (times: readonly (string | null)[]) => times.filter((time) => time !== null);

function latest(times: readonly (string | null)[]): string | null {
  return known(times).reduce<string | null>(
    (last, time) => (last === null || time > last ? time : last),
    null,
  );
}

function earliest(times: readonly (string | null)[]): string | null {
  return known(times).reduce<string | null>((first, time) => (first === null || time < first ? time : first), null); // prettier-ignore
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
