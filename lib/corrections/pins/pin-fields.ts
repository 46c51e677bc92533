import "server-only";
import { lockPass, upsertPins } from "@/db/passes/pass-update";
import { listPinStates, listSignedPins, type PinStateRow } from "@/db/corrections/pins";
import type { Transaction } from "@/db/transaction";
import { acknowledge } from "@/lib/acknowledge";
import { recordAudit } from "@/lib/audit/record-audit";
import { authorize } from "@/lib/auth/authorize";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { publishEvent } from "@/lib/events/publish-event";
import { isoTime } from "@/lib/time/iso-time";
import { type Operation, operationFor, parseIdempotencyKey } from "@/lib/idempotency";
import { isRowId, passNotFound, passNotInList } from "@/lib/passes/require-pass-row";
import { passPins } from "./pins-of-rows";
import { invalidChange, parseAct } from "@/lib/http/parse-act";
import { pinSchema } from "@/lib/corrections/correction-rules";
import { CORRECTABLE_FIELDS } from "@/lib/passes/pass-fields";
import type { PassPin } from "./pass-pin";
import { sqlTime } from "@/lib/time/sql-time";

export interface PinFieldsRequest {
  passId: string;
  body: unknown;
  idempotencyKey: string | null;
}

type PinBody = ReturnType<typeof parseBody>;

/**
 * Pins fields of a pass at their current values, until a time in the future or until released; a field that is already
 * pinned is pinned anew. The pins, their entry, event and answer are one transaction. Answers every pin of the pass.
 * Throws 400, 403, 404, 409 for an archived pass, 422 and 503; after an error nothing was changed.
 */
export async function pinFields(
  ctx: Context,
  request: PinFieldsRequest,
): Promise<{ pins: PassPin[]; replayed: boolean }> {
  const actor = authorize(ctx, "pass.pin");
  const { passId } = request;
  if (!isRowId(passId)) throw passNotFound();
  const key = parseIdempotencyKey(request.idempotencyKey);
  const body = parseBody(ctx, request.body);
  const operation = operationFor({ actorId: actor.id, act: "pass.pin", subjectId: passId, key }, body);
  const { answer, replayed } = await acknowledge(ctx, operation, {
    lock: async (trx) => {
      if (!(await lockPass(trx, Number(passId)))) throw await passNotInList(trx, Number(passId));
    },
    write: (trx) => writeHolds(trx, ctx, Number(passId), body, operation),
  });
  return { pins: answer, replayed };
}

function parseBody(ctx: Context, body: unknown) {
  const parsed = parseAct(pinSchema, body);
  if (parsed.until !== null && Date.parse(parsed.until) <= ctx.clock.now().getTime()) {
    throw invalidChange([
      { field: "until", code: "in_the_past", message: "A pin must end in the future, or at no time." },
    ]);
  }
  const fields = CORRECTABLE_FIELDS.filter((field) => parsed.fields.includes(field));
  return { ...parsed, fields };
}

async function writeHolds(
  trx: Transaction,
  ctx: Context,
  passId: number,
  { fields, until, reason }: PinBody,
  operation: Operation,
): Promise<PassPin[]> {
  const held = new Map((await listPinStates(trx, passId)).map((row) => [row.field, row]));
  if (fields.every((field) => isHeldUntil(held.get(field), until))) {
    throw new AppError("no_change", "These fields are already held until then.");
  }
  const untilOf = (field: string) => ({ [field]: isoTime(held.get(field)?.until_time ?? null) });
  const auditId = await recordAudit(trx, ctx, {
    action: "pass.pin",
    subject: { type: "pass", id: String(passId) },
    reason,
    data: {
      fields,
      until,
      // The pins that this one replaces, each with its end; null: until released.
      replaced: Object.assign({}, ...fields.filter((field) => held.has(field)).map(untilOf)) as object,
    },
    op_id: operation.id,
  });
  await upsertPins(trx, { pass_id: passId, fields, until: sqlTime(until), audit_id: auditId });
  await publishEvent(trx, {
    event: "pass.pin",
    subject: { type: "pass", id: String(passId) },
    data: { fields },
  });
  return passPins(await listSignedPins(trx, passId, ctx.clock.now()));
}

function isHeldUntil(row: PinStateRow | undefined, until: string | null): boolean {
  return row !== undefined && isoTime(row.until_time) === until;
}
