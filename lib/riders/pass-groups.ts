import "server-only";
import type { Database } from "@/db/connection";
import type { RiderAccountRow } from "@/db/riders/riders";
import type { Pass } from "@/lib/passes/pass";
import type { HeldPasses, PassGroup } from "./held-passes";
import { readPasses } from "./read-rider";

export interface RiderPassGroup {
  /** Newest first. */
  data: Pass[];
  /** Passes in the group, shown or not. */
  total: number;
}

export type PassGroups = Record<PassGroup, RiderPassGroup>;

/** The newest passes of each group, read together. */
export async function readPassGroups(
  db: Database,
  account: RiderAccountRow,
  groups: HeldPasses["groups"],
  most: Record<PassGroup, number>,
  now: Date,
): Promise<PassGroups> {
  const chosen = {
    active: groups.active.slice(0, most.active),
    ready: groups.ready.slice(0, most.ready),
    past: groups.past.slice(0, most.past),
  };
  const passes = await readPasses(db, account, [...chosen.active, ...chosen.ready, ...chosen.past], now);
  const group = (name: PassGroup): RiderPassGroup => ({
    data: chosen[name].flatMap((id) => passes.get(id) ?? []),
    total: groups[name].length,
  });
  return { active: group("active"), ready: group("ready"), past: group("past") };
}
