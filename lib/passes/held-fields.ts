import "server-only";
import type { Database } from "@/db/connection";
import { listPins } from "@/db/passes/passes";
import type { Transaction } from "@/db/transaction";

/**
 * The fields of these passes that are pinned at `now`, sorted, by pass id; passes without pins are left out. Expired
 * pins do not count. A sync that writes passes must call this first, in the transaction that has locked the rows, and
 * leave these fields alone.
 */
export async function heldFields(
  db: Database | Transaction,
  passIds: readonly number[],
  now: Date,
): Promise<ReadonlyMap<number, readonly string[]>> {
  const held = new Map<number, string[]>();
  for (const { pass_id, field } of await listPins(db, passIds, now)) {
    held.set(pass_id, [...(held.get(pass_id) ?? []), field]);
  }
  return held;
}
