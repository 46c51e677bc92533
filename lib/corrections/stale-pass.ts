import "server-only";
import { findLastAudit } from "@/db/audit/audit-log";
import { findPassRow, type PassRow } from "@/db/passes/passes";
import type { Transaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { completePasses } from "@/lib/passes/complete-passes";
import type { StaleDetails } from "./correction";
import { differingFields, passEtag, type TaggedField } from "@/lib/passes/pass-etag";
import { CORRECTABLE_FIELDS } from "@/lib/passes/pass-fields";
import { isoTime } from "@/lib/time/iso-time";
import { passFromRow } from "@/lib/passes/pass-row";
import { passState } from "./correctable-state";
import { CORRECTION_ACTIONS } from "./stored-correction";

/**
 * The refusal for a pass that is not what the caller saw, with everything needed to merge. For a tag that was never
 * ours, the differing fields are unknown, so it names all correctable ones.
 */
export async function stalePass(
  trx: Transaction,
  ctx: Pick<Context, "clock">,
  passId: number,
  etag: string,
): Promise<AppError> {
  const row = await findPassRow(trx, passId);
  const [current] = row ? await completePasses(trx, [row], ctx.clock.now()) : [];
  if (!row || !current) return new AppError("not_found", "No pass has this id.");
  const fields = differingFields(etag, row) ?? [...CORRECTABLE_FIELDS];
  const details: StaleDetails = {
    current,
    etag: passEtag(row),
    differing: fields.map((field) => differing(field, row)),
    changed_by: await changedBy(trx, row, fields),
  };
  return new AppError(
    "stale",
    "Somebody changed this pass since you loaded it. Nothing of yours was saved.",
    { extra: { ...details } },
  );
}

/** The current value of a field, as the API spells it. */
export function differing(field: TaggedField, row: PassRow): StaleDetails["differing"][number] {
  if (field === "duplicate_of") return { field: "duplicate", current: row.duplicate_of !== null };
  const state: Record<string, unknown> = { ...passState(row) };
  if (field in state) return { field, current: state[field] };
  const pass: Record<string, unknown> = {
    ...passFromRow(row, new Date(0), { pinned: [], rider_pending: false, payment: null }),
  };
  return { field, current: pass[field] ?? null };
}

/** Who made the last correction, if it wrote the current value of one of the differing `fields`; otherwise null. */
export async function changedBy(
  trx: Transaction,
  row: PassRow,
  fields: readonly TaggedField[],
): Promise<StaleDetails["changed_by"]> {
  const last = await findLastAudit(trx, {
    actions: CORRECTION_ACTIONS,
    subject_type: "pass",
    subject_id: String(row.id),
  });
  const state: Record<string, unknown> = { ...passState(row) };
  const wrote = (last?.after_values ?? {}) as Record<string, unknown>;
  if (!last || !fields.some((field) => field in wrote && field in state && wrote[field] === state[field]))
    return null;
  return {
    name: last.actor_name,
    at: isoTime(last.created_on),
    reason: last.reason_code === null ? null : { code: last.reason_code, note: last.reason_note ?? "" },
  };
}
