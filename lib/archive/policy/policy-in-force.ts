import "server-only";
import type { Database } from "@/db/connection";
import { jsonValue } from "@/db/json-value";
import { readSetting } from "@/db/settings/settings";
import type { Transaction } from "@/db/transaction";
import { WrittenByNewer } from "@/lib/fields/stored-word";
import { type ArchivePolicy, DEFAULT_POLICY } from "@/lib/archive/archive";
import { archivePolicySchema, type ArchiveRequest } from "@/lib/archive/archive-ask";

export const ARCHIVE_POLICY = "archive.policy";

/** The policy in force: the stored one, or the default. Throws `WrittenByNewer`. */
export async function policyInForce(db: Database | Transaction): Promise<ArchivePolicy> {
  return policyOf(await readSetting(db, ARCHIVE_POLICY));
}

/**
 * The policy that a request refers to, or the default for one that refers to none, which a newer version's policy does not
 * keep from its passes. Throws `WrittenByNewer`.
 */
export async function policyAskedFor(
  db: Database | Transaction,
  { policy }: Pick<ArchiveRequest, "policy">,
): Promise<ArchivePolicy> {
  return policy === undefined ? DEFAULT_POLICY : policyInForce(db);
}

/** Parses the stored policy. Throws `WrittenByNewer` for one that says more than this version knows. */
export function policyOf(setting: unknown): ArchivePolicy {
  const stored = jsonValue(setting);
  if (stored === null) return DEFAULT_POLICY;
  const { data, error } = archivePolicySchema.safeParse(stored);
  if (data === undefined) throw new WrittenByNewer("The archive policy", error);
  return data;
}
