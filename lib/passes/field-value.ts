import type { FieldSpec } from "@/lib/fields/field-spec";
import { knownTime } from "@/lib/time/iso-time";
import { sqlTime } from "@/lib/time/sql-time";

/* The values of a field on both sides of the database, by its kind. Pure. */

type Stored = string | number | null;

/** A stored value as everybody outside sees it: times in ISO 8601, ids as text, flags as truth. */
export function outsideValue({ kind }: FieldSpec, stored: Stored): string | number | boolean | null {
  if (kind === "flag") return stored === 1;
  if (stored === null) return null;
  if (kind === "time") return knownTime(String(stored));
  return kind === "id" ? String(stored) : stored;
}

/** The same value as its column takes it. */
export function storedValue({ kind, holds }: FieldSpec, value: Stored): Stored {
  if (value === null) return null;
  if (kind === "time") return sqlTime(String(value));
  return holds === "row_id" ? Number(value) : value;
}
