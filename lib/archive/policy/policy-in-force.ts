import "server-only";
import type { Database } from "@/db/connection";
import { jsonValue } from "@/db/json-value";
import { readSetting } from "@/db/settings/settings";
import type { Transaction } from "@/db/transaction";
import { type ArchivePolicy, DEFAULT_POLICY } from "@/lib/archive/archive";
import { archivePolicySchema } from "@/lib/archive/archive-ask";

export const ARCHIVE_POLICY = "archive.policy";

/** The policy in force: the stored one, or the default. */
export async function policyInForce(db: Database | Transaction): Promise<ArchivePolicy> {
  return policyOf(await readSetting(db, ARCHIVE_POLICY));
}

/** Parses the stored policy. Throws for a setting that this program did not write. */
export function policyOf(setting: unknown): ArchivePolicy {
  const stored = jsonValue(setting);
  return stored === null ? DEFAULT_POLICY : archivePolicySchema.parse(stored);
}
