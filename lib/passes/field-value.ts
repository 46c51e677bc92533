import type { FieldSpec } from "@/lib/fields/field-spec";
import { knownTime } from "@/lib/time/iso-time";
import { sqlTime } from "@/lib/time/sql-time";

/* Converts a field's values between the database and the API, by the field's kind. Pure. */

type Stored = string | number | null;

/** A stored value as the API shows it: times in ISO 8601, ids as text, flags as booleans. */
export function outsideValue({ kind }: FieldSpec, stored: Stored): string | number | boolean | null {
  if (kind === "flag") return stored === 1;
  if (stored === null) return null;
  if (kind === "time") return knownTime(String(stored));
  return kind === "id" ? String(stored) : stored;
}

/** An API value as its column stores it. */
export function storedValue({ kind, holds }: FieldSpec, value: Stored): Stored {
  if (value === null) return null;
  if (kind === "time") return sqlTime(String(value));
  return holds === "row_id" ? Number(value) : value;
}
