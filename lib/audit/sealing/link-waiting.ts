import "server-only";
import { listUnsealed } from "@/db/audit/audit-sealing";
import type { Database } from "@/db/connection";
import { holdSetting } from "@/db/settings/settings";
import { withTransaction } from "@/db/transaction";
import type { AuditKeys } from "@/lib/audit/chain/audit-keys";
import { findGround, isProblem } from "@/lib/audit/chain/ground";
import { HEAD_SETTING, type SignedHead } from "@/lib/audit/chain/head";
import { linkEntries, SealingStopped } from "./link-entries";
import { writeHead } from "@/lib/audit/chain/write-head";

const BATCH = 2000;
const [BELOW_ALL, ABOVE_ALL] = [-1e19, 9_223_372_036_854_775_807n];

/**
 * Links every entry without a link, however old, and tells each new head; answers how many entries. Only a person
 * decides that. Throws `SealingStopped` at one that PassDesk did not sign.
 */
export async function linkWaiting(
  db: Database,
  keys: AuditKeys,
  told: (head: SignedHead) => Promise<void>,
): Promise<number> {
  let all = 0;
  for (;;) {
    // not recorded: the log itself
    const batch = await withTransaction(db, async (trx) => {
      await holdSetting(trx, HEAD_SETTING);
      const ground = await findGround(trx, keys);
      if (isProblem(ground)) throw new SealingStopped(ground);
      const range = { above: BELOW_ALL, to: ABOVE_ALL, limit: BATCH, isAnyAge: true };
      const ids = await listUnsealed(trx, range);
      if (ids.length === 0) return null;
      const next = await linkEntries(trx, ground, ids, { keys, mayBeUnsigned: true });
      return { linked: ids.length, head: await writeHead(trx, keys, next, ground.head.is_anchored) };
    });
    if (batch === null) return all;
    all += batch.linked;
    await told(batch.head);
    if (batch.linked < BATCH) return all;
  }
}
