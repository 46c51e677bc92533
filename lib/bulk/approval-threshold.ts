import "server-only";
import { z } from "zod";
import type { Database } from "@/db/connection";
import type { Transaction } from "@/db/transaction";
import { readSetting } from "@/db/settings/settings";

export const APPROVAL_THRESHOLD = "bulk.approval_threshold";
export const MOST_WITHOUT_APPROVAL = 10_000_000;
const DEFAULT = 1000;

const stored = z.object({ passes: z.int().min(0).max(MOST_WITHOUT_APPROVAL) });

/** The number of passes that may be changed without a second person: the stored setting, or 1,000. */
export async function approvalThreshold(db: Database | Transaction): Promise<number> {
  return thresholdOf(await readSetting(db, APPROVAL_THRESHOLD));
}

export function thresholdOf(setting: unknown): number {
  return stored.safeParse(setting).data?.passes ?? DEFAULT;
}
