import "server-only";
import type { Database } from "@/db/connection";
import { listPins } from "@/db/passes/passes";
import type { Transaction } from "@/db/transaction";

/**
 * Which fields of these passes a person holds at `now`, sorted, by the id of the pass; a pass without any is left out. A hold
 * that has ended counts no more. Whoever writes a pass from outside the desk asks this first, in the transaction in which it
 * has locked the rows, and leaves these fields alone.
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
