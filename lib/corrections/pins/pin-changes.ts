import "server-only";
import { upsertPins } from "@/db/passes/pass-update";
import { deletePins, listPinStates, type PinStateRow } from "@/db/corrections/pins";
import type { Transaction } from "@/db/transaction";
import type { Context } from "@/lib/context";
import { isoTime } from "@/lib/time/iso-time";
import type { CorrectableField } from "@/lib/passes/pass-fields";
import { sqlTime } from "@/lib/time/sql-time";
import type { PinChange, StoredCorrection, StoredPin } from "@/lib/corrections/stored-correction";

/* Changes to the pins of a pass. A writer of pins must have locked the row of the pass. */

/** The pins in force that an act is about to replace, to be stored with it. */
export async function heldBefore(
  trx: Transaction,
  ctx: Pick<Context, "clock">,
  passId: number,
  pinned: { fields: readonly CorrectableField[]; until: string | null },
): Promise<PinChange[]> {
  return replacedPins(await listPinStates(trx, passId), pinned, ctx.clock.now());
}

/** Does what `heldBefore` does, for given stored pins. Pure. */
export function replacedPins(
  stored: readonly PinStateRow[],
  { fields, until }: { fields: readonly CorrectableField[]; until: string | null },
  now: Date,
): PinChange[] {
  const rows = byField(stored);
  return fields.map((field) => ({
    field,
    before: inForce(rows.get(field), now),
    after: { until, audit_id: null },
  }));
}

/**
 * The changes that put back the pins a correction replaced. A pin that somebody has set since stays, and a pin that
 * would have ended by now is not put back.
 */
export async function inversePins(
  trx: Transaction,
  ctx: Pick<Context, "clock">,
  correction: StoredCorrection,
): Promise<PinChange[]> {
  return restoredPins(await listPinStates(trx, Number(correction.pass_id)), correction, ctx.clock.now());
}

/** Does what `inversePins` does, for given stored pins. Pure. */
export function restoredPins(
  stored: readonly PinStateRow[],
  correction: Pick<StoredCorrection, "id" | "pins">,
  now: Date,
): PinChange[] {
  const rows = byField(stored);
  const changes = correction.pins ?? setBy(stored, correction.id);
  return changes.flatMap(({ field, before, after }): PinChange[] => {
    const row = rows.get(field);
    const left = after === null ? null : (after.audit_id ?? correction.id);
    if ((row === undefined ? null : String(row.audit_id)) !== left) return [];
    const back = before !== null && (before.until === null || Date.parse(before.until) > now.getTime());
    const present = inForce(row, now);
    if (present === null && !back) return [];
    return [{ field, before: present, after: back ? before : null }];
  });
}

/** Writes the pins as `changes` leave them; each names the entry that first set it. */
export async function writePins(
  trx: Transaction,
  passId: number,
  changes: readonly PinChange[],
): Promise<void> {
  const gone = changes.filter(({ after }) => after === null).map(({ field }) => field);
  await deletePins(trx, passId, gone);
  for (const { field, after } of changes) {
    if (after === null || after.audit_id === null) continue;
    const until = sqlTime(after.until);
    await upsertPins(trx, { pass_id: passId, fields: [field], until, audit_id: after.audit_id });
  }
}

function byField(rows: readonly PinStateRow[]): Map<string, PinStateRow> {
  return new Map(rows.map((row) => [row.field, row]));
}

/* The pins that an entry set. It did not store what they replaced, so they can only be removed. */
function setBy(rows: readonly PinStateRow[], auditId: string): PinChange[] {
  return rows
    .filter((row) => String(row.audit_id) === auditId)
    .map((row) => ({
      field: row.field as CorrectableField,
      before: null,
      after: { until: isoTime(row.until_time), audit_id: auditId },
    }));
}

function inForce(row: PinStateRow | undefined, now: Date): StoredPin | null {
  if (row === undefined) return null;
  const until = isoTime(row.until_time);
  if (until !== null && Date.parse(until) <= now.getTime()) return null;
  return { until, audit_id: String(row.audit_id) };
}
