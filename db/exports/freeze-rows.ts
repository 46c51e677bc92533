import "server-only";
import type { Conditions, Keyset, Order } from "@/db/query/conditions";
import type { Transaction } from "@/db/transaction";
import { exportStatement } from "./pass-export";
import { type RawOptions, type RawReader, withRawReader } from "./raw-rows";

const ALL = 2_147_483_647;

/** Hands over the ids of a list in its order, as of the snapshot. */
export function freezeIds(
  snapshot: Transaction,
  { conditions, order }: { conditions: Conditions; order: Order },
  options: RawOptions,
  onId: (id: number) => void,
): Promise<void> {
  return withRawReader(snapshot, options, async (reader) => {
    for (let after: Keyset | null = null, first = true; first || after !== null; first = false) {
      after = await readIds(reader, conditions, order, after, onId);
    }
  });
}

async function readIds(
  reader: RawReader,
  conditions: Conditions,
  order: Order,
  after: Keyset | null,
  onId: (id: number) => void,
): Promise<Keyset | null> {
  const { sql, bindings, behind } = exportStatement({ columns: [], conditions, order, after, limit: ALL });
  await reader.rows(sql, bindings, 2, (row) => onId(row.number(0)));
  return behind;
}
