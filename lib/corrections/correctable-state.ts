import type { LockedPass, PassUpdate } from "@/db/passes/pass-update";
import type { WritableColumn } from "@/db/query/pass-columns";
import { outsideValue, storedValue } from "@/lib/passes/field-value";
import { columnOf, CORRECTABLE_FIELDS, passField } from "@/lib/passes/pass-fields";
import type { PassState } from "./correction-rules";

/** The correctable fields of a row, with their values as the API spells them. */
export function passState(row: LockedPass): PassState {
  return Object.fromEntries(
    CORRECTABLE_FIELDS.map((field) => [field, outsideValue(passField(field), row[columnOf(field)])]),
  ) as unknown as PassState;
}

/**
 * Changes as the columns store them. A rider chosen by a person is marked as such; nothing automatic replaces that
 * rider.
 */
export function passUpdate(changes: Partial<PassState>): PassUpdate {
  const update: Partial<Record<WritableColumn, string | number | null>> = {};
  for (const field of CORRECTABLE_FIELDS) {
    const value = changes[field];
    if (value !== undefined) update[columnOf(field)] = storedValue(passField(field), value);
  }
  return { ...update, ...(changes.user_id === undefined ? {} : { resolved_by: "person" }) } as PassUpdate;
}
