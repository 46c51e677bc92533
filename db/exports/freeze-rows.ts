import "server-only";
import type { Database } from "@/db/connection";
import { exportStatement } from "./pass-export";
import type { Conditions, Keyset, Order } from "@/db/query/conditions";
import { type RawOptions, type RawReader, withRawSnapshot } from "./raw-rows";

/*
 * An archive batch commits within seconds of its statement, so a pass that was still in the list at an instant was
 * archived at most this much earlier.
 */
const ARCHIVING_S = 60;
const ALL = 2_147_483_647;

export interface FrozenList {
  last_id: number;
  rows: number;
  /** Stored time; passes archived from then on may have been in the list. */
  archived_since: string;
  /** Ids archived since then but before the instant. */
  archived_before: number[];
}

/**
 * What identifies the rows of the whole list at one instant: its highest id, their number, and what had just been
 * archived.
 */
export function freezeList(db: Database, options: RawOptions): Promise<FrozenList> {
  return withRawSnapshot(db, options, async (reader) => {
    const [[last_id, rows, archived_since] = []] = await reader.values(
      `SELECT COALESCE(MAX(id), 0), COUNT(*), NOW(3) - INTERVAL ${ARCHIVING_S} SECOND FROM pd_pass`,
    );
    const archived = await reader.values(
      "SELECT id FROM pd_pass_archive WHERE archived_on >= ? ORDER BY id",
      [String(archived_since)],
    );
    return {
      last_id: Number(last_id),
      rows: Number(rows),
      archived_since: String(archived_since),
      archived_before: archived.map(([id]) => Number(id)),
    };
  });
}

/** Hands over the ids of a list in its order, from one snapshot. */
export function freezeIds(
  db: Database,
  { conditions, order }: { conditions: Conditions; order: Order },
  options: RawOptions,
  onId: (id: number) => void,
): Promise<void> {
  return withRawSnapshot(db, options, async (reader) => {
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
