import "server-only";
import type { PassRow } from "./passes";
import { ROW_COLUMNS, type RowColumn, storedColumn, type WritableColumn } from "@/db/query/pass-columns";
import type { Tables } from "@/db/tables";
import type { Transaction } from "@/db/transaction";

export type LockedPass = Pick<PassRow, RowColumn>;

/** What a correction may write; the web user has the right to these columns and no others. */
export type PassUpdate = Partial<Pick<Tables["pd_pass"], WritableColumn>>;

/** Locks the row until the transaction ends; null if there is none. */
export async function lockPass(trx: Transaction, id: number): Promise<LockedPass | null> {
  const row: LockedPass | undefined = await trx("pd_pass")
    .select(...ROW_COLUMNS)
    .where({ id })
    .forUpdate()
    .first();
  return row ?? null;
}

/** The same values under the columns that a write names. */
function asStored(changes: PassUpdate): Record<string, string | number | null> {
  return Object.fromEntries(
    Object.entries(changes).map(([column, value]) => [storedColumn(column), value] as const),
  );
}

export async function updatePass(trx: Transaction, id: number, changes: PassUpdate): Promise<void> {
  await trx("pd_pass").where({ id }).update(asStored(changes));
}

export type RiderColumns = Pick<PassRow, Extract<keyof PassRow, `rider_${string}`>>;

/** The rider columns that a pass row carries; null if there is no such rider. */
export async function findRiderColumns(trx: Transaction, userId: number): Promise<RiderColumns | null> {
  const row: RiderColumns | undefined = await trx("pd_rider")
    .select({
      rider_id: "id",
      rider_first_name: "first_name",
      rider_last_name: "last_name",
      rider_email: "email",
      rider_common_email: "common_email",
      rider_phone_number: "phone_number",
      rider_is_guest: "is_guest",
    })
    .where({ id: userId })
    .first();
  return row ?? null;
}

/** Pins fields of a pass, or changes their end. `until` null: until somebody releases them. */
export async function upsertPins(
  trx: Transaction,
  pins: { pass_id: number; fields: readonly string[]; until: string | null; audit_id: string },
): Promise<void> {
  const rows = pins.fields.map((field) => ({
    pass_id: pins.pass_id,
    field,
    until_time: pins.until,
    audit_id: pins.audit_id,
  }));
  await trx("pd_pass_pin").insert(rows).onConflict(["pass_id", "field"]).merge(["until_time", "audit_id"]);
}
