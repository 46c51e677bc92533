import "server-only";
import { findItemVersion } from "@/db/bulk/bulk-item-rows";
import { findUndoings } from "@/db/corrections/corrections";
import { findRiderColumns, type LockedPass, type PassUpdate } from "@/db/passes/pass-update";
import type { PassRow } from "@/db/passes/passes";
import type { Transaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { isoTime } from "@/lib/time/iso-time";
import { completePasses } from "@/lib/passes/complete-passes";
import type { FieldChange, UndoDifference, UndoRefusal } from "./correction";
import { passNotFound } from "@/lib/passes/require-pass-row";
import { invalidChange } from "@/lib/http/parse-act";
import { type PassState, stateErrors } from "./correction-rules";
import { differingFields, passEtag, passVersion, type TaggedField, versionOf } from "@/lib/passes/pass-etag";
import { passState, passUpdate } from "./correctable-state";
import { changedBy, differing } from "./stale-pass";
import type { StoredCorrection } from "./stored-correction";

/** The inverse of a correction, checked against the current row. */
export interface UndoPlan {
  before: PassState;
  inverse: Partial<PassState>;
  changes: FieldChange[];
  update: PassUpdate;
}

/** Throws 409 `already_done` with who undid it and when, if the correction is undone. */
export async function requireNotUndone(trx: Transaction, correction: StoredCorrection): Promise<void> {
  const undoing = (await findUndoings(trx, [correction.id])).get(correction.id);
  if (!undoing) return;
  const at = isoTime(undoing.created_on);
  throw new AppError("already_done", `${undoing.actor_name} has already undone this correction.`, {
    extra: { undone_by: { id: undoing.id, name: undoing.actor_name, at } },
  });
}

/**
 * Answers whether the pass is exactly what the correction left. If it is not, throws 409 `changed_since` with what
 * differs, or 412 `stale` with the same if it is not what the caller saw either. A version the caller saw (`ifMatch`)
 * takes the place of the one the correction left.
 */
export async function requireUnchanged(
  trx: Transaction,
  ctx: Pick<Context, "clock">,
  correction: StoredCorrection,
  row: PassRow,
  ifMatch: string | null,
): Promise<boolean> {
  const etag = passEtag(row);
  const left = await versionLeft(trx, correction);
  const isAsLeft = left === passVersion(row);
  const overwritten = overwrittenFields(correction, row);
  const isExpected = ifMatch === null ? left === null || isAsLeft : ifMatch === etag;
  if (overwritten.length === 0 && isExpected) return isAsLeft;
  const wrote = new Set(overwritten.map(({ field }) => field));
  const others = (differingFields(correction.etag ?? ifMatch ?? etag, row) ?? []).filter(
    (field) => !wrote.has(field),
  );
  const refusal: UndoRefusal = {
    differing: [...overwritten, ...others.map((field) => differing(field, row))],
    current: await currentPass(trx, ctx, row),
    etag,
    changed_by: await changedBy(trx, row, [...overwritten.map(({ field }) => field), ...others]),
    can_repeat: overwritten.length === 0,
  };
  throw refused(refusal, ifMatch !== null && ifMatch !== etag);
}

/* The version a correction left; for a bulk correction it is stored with the item. Null if neither is stored. */
async function versionLeft(
  trx: Transaction,
  { id, pass_id, bulk_id, etag }: StoredCorrection,
): Promise<string | null> {
  if (etag !== null) return versionOf(etag);
  return bulk_id === null ? null : findItemVersion(trx, { bulk_id, pass_id: Number(pass_id), audit_id: id });
}

/**
 * The inverse of a correction. Its values were there before, so no rule is checked, unless the pass is not as the
 * correction left it (`isAsLeft`): then the combination with later changes may never have existed. Throws 422.
 */
export async function planUndo(
  trx: Transaction,
  correction: StoredCorrection,
  row: LockedPass,
  isAsLeft: boolean,
): Promise<UndoPlan> {
  const before = passState(row);
  const inverse = Object.fromEntries(
    correction.changes.map(({ field, before: value }) => [field, value]),
  ) as Partial<PassState>;
  const errors = isAsLeft ? [] : stateErrors(before, inverse);
  if (inverse.user_id && !(await findRiderColumns(trx, Number(inverse.user_id)))) {
    errors.push({ field: "user_id", code: "unknown_rider", message: "No rider has this number any more." });
  }
  if (errors.length > 0) throw invalidChange(errors);
  const { resolved_by: _chosen, ...update } = passUpdate(inverse);
  return {
    before,
    inverse,
    changes: correction.changes.map(({ field, before: after }) => ({ field, before: before[field], after })),
    update: correction.resolved_by ? { ...update, resolved_by: correction.resolved_by.before } : update,
  };
}

function overwrittenFields(
  correction: StoredCorrection,
  row: PassRow,
): (UndoDifference & { field: TaggedField })[] {
  const state = passState(row);
  const fields: (UndoDifference & { field: TaggedField })[] = correction.changes
    .filter(({ field, after }) => state[field] !== after)
    .map((change) => ({ ...change, current: state[change.field] }));
  const { resolved_by } = correction;
  if (resolved_by !== null && resolved_by.after !== row.resolved_by) {
    fields.push({ field: "resolved_by", ...resolved_by, current: row.resolved_by });
  }
  return fields;
}

function refused(refusal: UndoRefusal, isStale: boolean): AppError {
  const message = refusal.can_repeat
    ? "Other fields of this pass changed since the correction. Nothing was undone; look at it, then undo it anyway."
    : "This pass changed since the correction, so undoing it would overwrite somebody. Nothing was undone.";
  return new AppError(isStale ? "stale" : "changed_since", message, { extra: { ...refusal } });
}

async function currentPass(
  trx: Transaction,
  ctx: Pick<Context, "clock">,
  row: PassRow,
): Promise<UndoRefusal["current"]> {
  const [current] = await completePasses(trx, [row], ctx.clock.now());
  if (!current) throw passNotFound();
  return current;
}
