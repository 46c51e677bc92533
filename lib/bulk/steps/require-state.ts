import "server-only";
import { type BulkRow, listUndoing } from "@/db/bulk/bulk-corrections";
import type { Transaction } from "@/db/transaction";
import { AppError } from "@/lib/errors";
import { BULK_STATES, type BulkState } from "@/lib/bulk/bulk";
import { knownWord } from "@/lib/fields/stored-word";

const WORDS: Record<BulkState, string> = {
  planning: "still being planned",
  planned: "planned and not started",
  queued: "about to start",
  running: "running",
  pausing: "about to pause",
  paused: "paused",
  cancelling: "about to stop",
  cancelled: "stopped",
  done: "done",
  failed: "ended by a failure",
};

/** Throws 409 if an undo of it exists: that undo would miss what this one changes from now on. */
export async function requireNotUndone(trx: Transaction, row: BulkRow): Promise<void> {
  const id = String(row.id);
  const undoing = (await listUndoing(trx, [id])).get(id);
  if (undoing === undefined) return;
  throw new AppError("already_done", `Bulk correction ${undoing} undoes this one, so it cannot go on.`, {
    extra: { undone_by: undoing },
  });
}

/** Throws 409 unless the bulk correction is in one of `states`. */
export function requireState(row: BulkRow, states: readonly BulkState[], act: string): void {
  const state = knownWord(BULK_STATES, row.state, `The state of bulk correction ${row.id}`);
  if (states.includes(state)) return;
  throw new AppError("conflict", `This bulk correction is ${WORDS[state]}, so it cannot be ${act}.`, {
    extra: { state },
  });
}
