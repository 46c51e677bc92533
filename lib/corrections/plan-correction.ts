import "server-only";
import { findRiderColumns, type LockedPass, type RiderColumns } from "@/db/passes/pass-update";
import type { Transaction } from "@/db/transaction";
import type { Authorized } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { type Operation, operationFor, parseIdempotencyKey } from "@/lib/idempotency";
import type { Correction, FieldChange } from "./correction";
import { isRowId, passNotFound } from "@/lib/passes/require-pass-row";
import { parseCorrection } from "./parse-correction";
import { invalidChange } from "@/lib/http/parse-act";
import { parseIfMatch, passEtag } from "@/lib/passes/pass-etag";
import { type CorrectionBody, effectiveChanges, type PassState, stateErrors } from "./correction-rules";
import type { CorrectableField } from "@/lib/passes/pass-fields";
import { passState } from "./correctable-state";
import { stalePass } from "./stale-pass";
import { unusualTransition } from "./unusual-transition";

export interface CorrectPassRequest {
  passId: string;
  body: unknown;
  ifMatch: string | null;
  idempotencyKey: string | null;
}

/** What to do to which pass, checked as far as possible without its row. */
export interface Task {
  actor: Authorized;
  passId: number;
  body: CorrectionBody;
  etag: string;
  operation: Operation;
}

/** A task checked against the row: the changes that make a difference. */
export interface Plan {
  row: LockedPass;
  before: PassState;
  changes: Partial<PassState>;
  /** The rider's columns if the rider changes; otherwise null. */
  rider: RiderColumns | null;
  correction: Correction;
}

/** Parses and checks everything that needs no row. Throws 400, 404, 422 and 428. */
export function parseTask(actor: Authorized, request: CorrectPassRequest): Task {
  if (!isRowId(request.passId)) throw passNotFound();
  const etag = parseIfMatch(request.ifMatch);
  const key = parseIdempotencyKey(request.idempotencyKey);
  const body = parseCorrection(request.body);
  const scope = { actorId: actor.id, act: "pass.correct", subjectId: request.passId, key };
  return {
    actor,
    passId: Number(request.passId),
    body,
    etag,
    operation: operationFor(scope, { body, etag }),
  };
}

/**
 * Checks the task against the current row. Throws 412 if the row is not the version the caller saw, and 422 if nothing
 * changes or the result would break a rule.
 */
export async function planCorrection(
  trx: Transaction,
  ctx: Context,
  task: Task,
  row: LockedPass,
): Promise<Plan> {
  const { body, actor } = task;
  if (passEtag(row) !== task.etag) throw await stalePass(trx, ctx, task.passId, task.etag);
  const now = ctx.clock.now();
  const before = passState(row);
  const changes = effectiveChanges(before, body.changes);
  const fields = Object.keys(changes) as CorrectableField[];
  if (fields.length === 0) throw new AppError("no_change", "The pass already has these values.");
  const errors = stateErrors(before, changes);
  const rider = changes.user_id ? await findRiderColumns(trx, Number(changes.user_id)) : null;
  if (changes.user_id && !rider) {
    errors.push({ field: "user_id", code: "unknown_rider", message: "No rider has this number." });
  }
  if (body.pin_until && Date.parse(body.pin_until) <= now.getTime()) {
    errors.push({ field: "pin_until", code: "in_the_past", message: "A pin must end in the future." });
  }
  if (errors.length > 0) throw invalidChange(errors);
  const correction: Correction = {
    id: null,
    pass_id: String(row.id),
    actor: { id: actor.id, name: actor.name },
    reason: body.reason ?? null,
    changes: fields.map((field): FieldChange => ({
      field,
      before: before[field],
      after: changes[field] ?? null,
    })),
    pinned: body.pin_until === undefined ? null : { fields, until: body.pin_until },
    warnings: unusualTransition(before, { ...before, ...changes }, now),
    dry_run: body.dry_run === true,
  };
  return { row, before, changes, rider, correction };
}
