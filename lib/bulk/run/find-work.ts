import type { BulkRow } from "@/db/bulk/bulk-corrections";
import {
  findUsedNames,
  listLoggedCorrections,
  listPinsOf,
  lockFreePasses,
  type LoggedCorrection,
  whichAreIn,
} from "@/db/bulk/bulk-batch";
import { type BulkItemRow, listItemsOf } from "@/db/bulk/bulk-item-rows";
import type { PinStateRow } from "@/db/corrections/pins";
import type { Transaction } from "@/db/transaction";
import { passVersion } from "@/lib/passes/pass-etag";
import type { BulkOutcome } from "@/lib/bulk/bulk";
import { correctionOf, type FoundPass, type ItemWork, undoName, undoOf } from "./item-work";

export interface Outcome {
  item: BulkItemRow;
  outcome: Extract<BulkOutcome, "changed" | "skipped" | "failed">;
  work: ItemWork;
}

/**
 * Locks the passes of these items and answers for each what to do: nothing if it is gone, archived, no longer as
 * planned, or against a rule. Passes that somebody else has locked are counted and left for later; with `gives_up` they
 * fail.
 */
export async function findWork(
  trx: Transaction,
  at: { now: Date; zone: string },
  bulk: BulkRow,
  items: readonly BulkItemRow[],
  gives_up: boolean,
): Promise<{ outcomes: Outcome[]; held: number }> {
  const ids = items.map((item) => item.pass_id);
  const passes = new Map((await lockFreePasses(trx, ids)).map((pass) => [pass.id, pass]));
  const absent = await findAbsent(trx, ids.filter((id) => !passes.has(id))); // prettier-ignore
  const undoing = bulk.undo_of === null ? null : await readUndone(trx, bulk.undo_of, ids);
  const held = await heldOf(trx, bulk, [...passes.keys()]);
  const outcomes: Outcome[] = [];
  let locked = 0;
  for (const item of items) {
    const pass = passes.get(item.pass_id);
    const work = pass
      ? workOn(bulk, item, { pass, held: held.get(pass.id) ?? [] }, { at, undoing })
      : { why: absent.get(item.pass_id) ?? "row_locked" };
    if (work.why === "row_locked" && !gives_up) locked += 1;
    else outcomes.push({ item, outcome: outcomeOf(work), work });
  }
  return { outcomes, held: locked };
}

function outcomeOf({ why }: ItemWork): Outcome["outcome"] {
  if (why === null) return "changed";
  return why === "row_locked" ? "failed" : "skipped";
}

interface Undoing {
  corrections: Map<number, LoggedCorrection>;
  /** Operation ids of undos that are already in the log. */
  used: ReadonlySet<string>;
}

function workOn(
  bulk: BulkRow,
  item: BulkItemRow,
  found: FoundPass,
  { at, undoing }: { at: { now: Date; zone: string }; undoing: Undoing | null },
): ItemWork {
  const { pass } = found;
  const isChanged = passVersion(pass) !== item.version;
  if (undoing === null) return isChanged ? { why: "changed_since" } : correctionOf(bulk, found, at);
  const correction = undoing.corrections.get(pass.id);
  if (!correction) throw new Error(`the correction of pass ${pass.id} is not in the log`);
  if (undoing.used.has(undoName(correction.id))) return { why: "already_undone" };
  if (isChanged) return { why: "changed_since" };
  return undoOf(bulk, found, correction, at.now);
}

/* The pins of passes, by pass; read only if some may be set or released. */
async function heldOf(
  trx: Transaction,
  bulk: BulkRow,
  ids: readonly number[],
): Promise<Map<number, PinStateRow[]>> {
  const held = new Map<number, PinStateRow[]>();
  if (bulk.is_pinned === 0 && bulk.undo_of === null) return held;
  for (const pin of await listPinsOf(trx, ids))
    held.set(pin.pass_id, [...(held.get(pin.pass_id) ?? []), pin]);
  return held;
}

/* Why a pass could not be locked. A pass that is locked by somebody else is not in the answer. */
async function findAbsent(trx: Transaction, ids: readonly number[]): Promise<Map<number, string>> {
  const there = await whichAreIn(trx, "pd_pass", ids);
  const archived = await whichAreIn(trx, "pd_pass_archive", ids);
  return new Map(
    ids.filter((id) => !there.has(id)).map((id) => [id, archived.has(id) ? "archived" : "gone"]),
  );
}

async function readUndone(trx: Transaction, bulkId: string, ids: readonly number[]): Promise<Undoing> {
  const items = await listItemsOf(trx, bulkId, ids);
  const passOf = new Map(items.flatMap((item) => (item.audit_id ? [[item.audit_id, item.pass_id]] : [])));
  const logged = await listLoggedCorrections(trx, [...passOf.keys()]);
  const corrections = new Map<number, LoggedCorrection>();
  for (const correction of logged.values()) {
    const passId = passOf.get(correction.id);
    if (passId !== undefined) corrections.set(passId, correction);
  }
  return { corrections, used: await findUsedNames(trx, [...logged.keys()].map(undoName)) };
}
