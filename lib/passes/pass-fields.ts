import type { Tables } from "@/db/tables";
import type { FieldSpec } from "@/lib/fields/field-spec";
import { PASS_STATUSES, PROVIDER_STATUSES } from "./pass-status";

/*
 * Every field of a pass, once, as plain data. URL, API, filter controls, table, detail, form, CSV and
 * audit labels derive from it. Names are the column's, except that `status` is the effective status and
 * `provider_status` the stored word; a correction of `status` writes the stored word.
 */

const RESOLVED_BY = ["order_items", "token", "cache", "event", "person"] as const;
export const DRIFT_CLASSES = [
  "missing_use", "refresh_missed", "never_expired", "lagging", "order_missing", "pass_missing", "duplicate_use", "time_skew",
] as const; // prettier-ignore
export const FLAGS = ["drift", "unlinked", "duplicate", "pinned", "device_locked"] as const;
export type Flag = (typeof FLAGS)[number];

export const PASS_FIELDS = {
  id: { label: "Portal row", kind: "id", sort: true, export: true },
  provider: { label: "Provider", kind: "code", filter: "any_of", holds: "word", export: true },
  pass_uuid: { label: "Pass ID", kind: "id", filter: "any_of", holds: "provider_id", export: true },
  serial: { label: "Serial", kind: "id", filter: "any_of", holds: "provider_id", export: true },
  user_id: { label: "Rider", kind: "id", filter: "any_of", holds: "row_id", correct: true, export: true },
  resolved_by: { label: "Rider found by", kind: "code", filter: "any_of", values: RESOLVED_BY, export: true },
  product_uuid: {
    label: "Product",
    kind: "id",
    filter: "any_of",
    holds: "provider_id",
    correct: true,
    export: true,
  },
  product_name: { label: "Product name", kind: "text", correct: true, export: true },
  order_uuid: {
    label: "Order",
    kind: "id",
    filter: "any_of",
    holds: "provider_id",
    correct: true,
    export: true,
  },
  event_uuid: { label: "Event", kind: "id", filter: "any_of", holds: "provider_id", export: true },
  status: {
    label: "Status",
    kind: "code",
    filter: "any_of",
    values: PASS_STATUSES,
    correct: true,
    export: true,
  },
  provider_status: { label: "Provider status", kind: "code", values: PROVIDER_STATUSES, export: true },
  time_created: { label: "Created", kind: "time", filter: "range", sort: true, export: true },
  time_used: { label: "First used", kind: "time", filter: "range", sort: true, correct: true, export: true },
  expiration: { label: "Expiration", kind: "time", filter: "range", sort: true, correct: true, export: true },
  allowed_uses: { label: "Allowed uses", kind: "count", correct: true, export: true },
  uses_count: { label: "Uses", kind: "count", correct: true, export: true },
  device_locked: { label: "Device locked", kind: "flag", export: true },
  drift: { label: "Drift", kind: "code", filter: "any_of", values: DRIFT_CLASSES, export: true },
  synced_on: { label: "Last checked", kind: "time", filter: "range", sort: true, export: true },
  created_on: { label: "Row created", kind: "time", export: true },
  modified_on: { label: "Updated", kind: "time", filter: "range", sort: true, export: true },
} as const satisfies Record<string, FieldSpec>;

export type PassField = keyof typeof PASS_FIELDS;
type With<K extends keyof FieldSpec> = {
  [F in PassField]: (typeof PASS_FIELDS)[F] extends Record<K, unknown> ? F : never;
}[PassField];
export type SortField = With<"sort">;
export type CorrectableField = With<"correct">;
export type ExportField = With<"export">;

type Kind<K> = { [F in PassField]: (typeof PASS_FIELDS)[F] extends { filter: K } ? F : never }[PassField];
export type AnyOfField = Kind<"any_of">;
export type RangeField = Kind<"range">;

function fieldsWith<F extends PassField>(has: (spec: FieldSpec) => boolean): F[] {
  return (Object.keys(PASS_FIELDS) as PassField[]).filter((name) => has(PASS_FIELDS[name])) as F[];
}

export const SORT_FIELDS = fieldsWith<SortField>((spec) => spec.sort === true);
export const CORRECTABLE_FIELDS = fieldsWith<CorrectableField>((spec) => spec.correct === true);
export const EXPORT_FIELDS = fieldsWith<ExportField>((spec) => spec.export === true);
export const ANY_OF_FIELDS = fieldsWith<AnyOfField>((spec) => spec.filter === "any_of");
export const RANGE_FIELDS = fieldsWith<RangeField>((spec) => spec.filter === "range");

type PassColumn = keyof Tables["bytemark_pass"];

/**
 * Every column of the table, classified; a new one does not compile until somebody decides. `secret` never leaves the
 * worker; `internal` serves the machinery and is not shown.
 */
export const COLUMN_CLASS = {
  id: "field",
  oauth_token: "secret",
  pass_uuid: "field",
  event_uuid: "field",
  time_used: "field",
  provider: "field",
  user_id: "field",
  resolved_by: "field",
  serial: "field",
  product_uuid: "field",
  product_name: "field",
  order_uuid: "field",
  status: "field",
  time_created: "field",
  expiration: "field",
  allowed_uses: "field",
  uses_count: "field",
  device_locked: "field",
  provider_modified: "internal",
  payload_hash: "internal",
  synced_on: "field",
  drift: "field",
  duplicate_of: "internal",
  settled_expiration: "internal",
  settled_status: "internal",
  created_on: "field",
  modified_on: "field",
} as const satisfies Record<PassColumn, "field" | "internal" | "secret">;
