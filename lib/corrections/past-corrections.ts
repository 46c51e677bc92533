import "server-only";
import type { Database } from "@/db/connection";
import {
  type CorrectionEntryRow,
  findUndoings,
  listCorrectedPasses,
  type UndoingRow,
} from "@/db/corrections/corrections";
import { isoTime } from "@/lib/time/iso-time";
import type { PastCorrection } from "./correction";
import { storedCorrection } from "./stored-correction";

/** Entries as corrections; their undos and passes are looked up for all entries at once. Times are ISO 8601 UTC. */
export async function pastCorrections(
  db: Database,
  entries: readonly CorrectionEntryRow[],
): Promise<PastCorrection[]> {
  const stored = entries.map(storedCorrection);
  const ids = [...new Set(stored.map(({ pass_id }) => Number(pass_id)))];
  const [undoings, passes] = await Promise.all([
    findUndoings(
      db,
      stored.map(({ id }) => id),
    ),
    listCorrectedPasses(db, ids),
  ]);
  const byId = new Map(passes.map(({ id, ...pass }) => [String(id), pass]));
  return entries.map((entry, at) => {
    const correction = stored[at] ?? storedCorrection(entry);
    const { id, pass_id, kind, changes, bulk_id, undoes, pinned } = correction;
    return {
      id,
      pass_id,
      pass: byId.get(pass_id) ?? null,
      kind,
      changes,
      actor: { id: entry.actor_id, name: entry.actor_name },
      reason:
        entry.reason_code === null
          ? null
          : { code: entry.reason_code, note: entry.reason_note ?? "", case_ref: entry.case_ref },
      at: isoTime(entry.created_on),
      bulk_id,
      undoes,
      undone_by: undoneBy(undoings.get(id)),
      pinned,
    };
  });
}

function undoneBy(undoing: UndoingRow | undefined): PastCorrection["undone_by"] {
  return undoing ? { id: undoing.id, name: undoing.actor_name, at: isoTime(undoing.created_on) } : null;
}
