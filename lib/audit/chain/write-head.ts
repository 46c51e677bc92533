import "server-only";
import { readNow } from "@/db/audit/audit-sealing";
import { writeSetting } from "@/db/settings/settings";
import type { Transaction } from "@/db/transaction";
import type { AuditKeys } from "./audit-keys";
import type { Ground } from "./ground";
import { type Head, HEAD_SETTING, type SignedHead, signHead } from "./head";

/** Signs and stores the next head after `ground`, whose setting this transaction holds. */
export async function writeHead(
  trx: Transaction,
  keys: AuditKeys,
  { head: { mac: _, ...before }, seq, hash, verdict }: Ground,
  isAnchored: boolean,
): Promise<SignedHead> {
  const next: Head = {
    ...before,
    n: before.n + 1,
    ...{ seq, hash, check_id: verdict.id, check_mac: verdict.mac, check_before: verdict.before },
    is_anchored: before.is_anchored || isAnchored,
    on: isoOf(await readNow(trx)),
  };
  const signed = signHead(next, keys);
  // not recorded: the log itself
  await writeSetting(trx, HEAD_SETTING, signed);
  return signed;
}

/** A stored time as ISO 8601 UTC. Pure. */
export function isoOf(stored: string): string {
  return new Date(`${stored.replace(" ", "T")}Z`).toISOString();
}
