import "server-only";
import { z } from "zod";
import type { Database } from "@/db/connection";
import type { Transaction } from "@/db/transaction";
import { readSetting } from "@/db/settings/settings";
import { WrittenByNewer } from "@/lib/fields/stored-word";

export const APPROVAL_THRESHOLD = "bulk.approval_threshold";
export const MOST_WITHOUT_APPROVAL = 10_000_000;
const DEFAULT = 1000;

const stored = z.looseObject({ passes: z.int().min(0).max(MOST_WITHOUT_APPROVAL) });

/** The number of passes that may be changed without a second person: the stored setting, or 1,000. */
export async function approvalThreshold(db: Database | Transaction): Promise<number> {
  return thresholdOf(await readSetting(db, APPROVAL_THRESHOLD));
}

/** A stored threshold; 0, so that every plan needs a second person, for one that only a newer version can read. Pure. */
export function thresholdOf(setting: unknown): number {
  if (setting === null) return DEFAULT;
  return stored.safeParse(setting).data?.passes ?? 0;
}

/** The setting with another threshold; what a newer version keeps beside it stays. Throws `WrittenByNewer`. Pure. */
export function withThreshold(setting: unknown, passes: number): object {
  if (setting === null) return { passes };
  const { data, error } = stored.safeParse(setting);
  if (data === undefined) throw new WrittenByNewer("This setting", error);
  return { ...data, passes };
}
