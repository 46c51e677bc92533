import type { PassIndexed, PassSorted } from "@/db/query/pass-indexes";
import type { RowColumn, WritableColumn } from "@/db/query/pass-columns";
import type { Tables } from "@/db/tables";
import type { FieldSpec } from "@/lib/fields/field-spec";
import { STATUS_LABEL } from "./pass-status";

/*
 * Declares every field of a pass once, as plain data. URL, API, filter controls, table, detail, form, CSV and audit
 * labels derive from it; what a column means to SQL and to database users is in db/query/pass-columns. Names are those
 * of the columns, except that `status` is the effective status and `provider_status` the stored word; a correction of
 * `status` writes the stored word.
 */

/** What is unusual about a pass, in words; the list can filter by each flag. */
export const FLAG_WORDS = {
  drift: "Drift",
  unlinked: "Unlinked",
  duplicate: "Duplicate",
  pinned: "Pinned",
  device_locked: "Device locked",
} as const;
export type Flag = keyof typeof FLAG_WORDS;
export const FLAGS = Object.keys(FLAG_WORDS) as Flag[];

/* How a sync, or a person, found the rider. */
const ROUTE_WORDS = {
  order_items: "Order",
  token: "Provider account",
  cache: "Last sync",
  event: "Activation event",
  person: "Correction",
} as const;

const DRIFT_WORDS = {
  missing_use: "Use missing on one side",
  refresh_missed: "Refresh missed",
  never_expired: "Never marked expired",
  lagging: "One side has not caught up yet",
  order_missing: "Order items missing",
  pass_missing: "Unknown to the provider",
  duplicate_use: "Use recorded twice",
  time_skew: "First use differs",
} as const;

/* Status and product each have an index with these times. */
const TIMES = ["time_created", "time_used", "expiration"] as const;

// prettier-ignore
export const PASS_FIELDS = {
  id: { label: "Portal row", kind: "id", sort: true, export: true, list: true },
  provider: { label: "Provider", kind: "code", words: { bytemark: "Bytemark" }, holds: "word", filter: "any_of", finds: "most", export: true },
  pass_uuid: { label: "Pass ID", kind: "id", holds: "provider_id", filter: "any_of", finds: "few", export: true },
  serial: { label: "Serial", kind: "id", holds: "provider_id", filter: "any_of", finds: "few", export: true, list: true },
  user_id: { label: "Rider", kind: "id", holds: "row_id", filter: "any_of", finds: "few", correct: true, export: true },
  resolved_by: { label: "How the rider was linked", kind: "code", words: ROUTE_WORDS, filter: "any_of", export: true, list: true },
  product_uuid: { label: "Product", kind: "id", holds: "provider_id", filter: "any_of", sortsBy: TIMES, correct: true, export: true },
  product_name: { label: "Product name", kind: "text", correct: true, export: true },
  order_uuid: { label: "Order", kind: "id", holds: "provider_id", filter: "any_of", finds: "few", correct: true, export: true, list: true },
  event_uuid: { label: "Event", kind: "id", holds: "provider_id", filter: "any_of", finds: "few", export: true },
  status: { label: "Status", kind: "code", words: STATUS_LABEL, filter: "any_of", sortsBy: TIMES, correct: true, export: true },
  provider_status: { label: "Provider status", kind: "code", column: "status", export: true },
  time_created: { label: "Created", kind: "time", filter: "range", sort: true, export: true, list: true },
  time_used: { label: "First used", kind: "time", filter: "range", sort: true, correct: true, export: true, list: true },
  expiration: { label: "Expiration", kind: "time", filter: "range", sort: true, correct: true, export: true, list: true },
  allowed_uses: { label: "Allowed uses", kind: "count", correct: true, export: true },
  uses_count: { label: "Uses", kind: "count", correct: true, export: true },
  device_locked: { label: "Device locked", kind: "flag", export: true },
  drift: { label: "Drift", kind: "code", words: DRIFT_WORDS, filter: "any_of", export: true },
  synced_on: { label: "Last checked", kind: "time", filter: "range", sort: true, export: true, list: true },
  created_on: { label: "Row created", kind: "time", export: true },
  modified_on: { label: "Updated", kind: "time", filter: "range", sort: true, export: true },
} as const satisfies { [C in Exclude<RowColumn, "duplicate_of">]: SpecOf<C> } & Record<string, FieldSpec>;

/*
 * What a column allows: kinds that fit its type, a correction only if the web user may write it, a filter or sort only
 * with an index.
 */
type SpecOf<C extends RowColumn> = FieldSpec & {
  kind: Tables["pd_pass"][C] extends string | null
    ? "id" | "code" | "text" | "time"
    : "id" | "count" | "flag";
} & (C extends WritableColumn ? unknown : { correct?: never }) &
  (C extends PassIndexed | "status" ? unknown : { filter?: never }) &
  (C extends PassSorted ? unknown : { sort?: never });

export type PassField = keyof typeof PASS_FIELDS;
type With<K extends keyof FieldSpec> = {
  [F in PassField]: (typeof PASS_FIELDS)[F] extends Record<K, unknown> ? F : never;
}[PassField];
export type SortField = With<"sort">;
export type CorrectableField = With<"correct">;
export type ExportField = With<"export">;
export type ListField = With<"list">;
export type CodeField = With<"words">;

type Kind<K> = { [F in PassField]: (typeof PASS_FIELDS)[F] extends { filter: K } ? F : never }[PassField];
export type AnyOfField = Kind<"any_of">;
export type RangeField = Kind<"range">;

/** The column of a field; for the effective status, the column it is computed from. */
export type ColumnOf<F extends PassField> = (typeof PASS_FIELDS)[F] extends {
  column: infer C extends RowColumn;
}
  ? C
  : F & RowColumn;

/** A field's declaration as one interface: members it omits are undefined. */
export function passField(field: PassField): FieldSpec {
  return PASS_FIELDS[field];
}

export const PASS_FIELD_NAMES = Object.keys(PASS_FIELDS) as PassField[];

export function columnOf<F extends PassField>(field: F): ColumnOf<F> {
  return (passField(field).column ?? field) as ColumnOf<F>;
}

function fieldsWith<F extends PassField>(has: (spec: FieldSpec) => boolean): F[] {
  return PASS_FIELD_NAMES.filter((name) => has(PASS_FIELDS[name])) as F[];
}

export const SORT_FIELDS = fieldsWith<SortField>((spec) => spec.sort === true);
export const CORRECTABLE_FIELDS = fieldsWith<CorrectableField>((spec) => spec.correct === true);
export const EXPORT_FIELDS = fieldsWith<ExportField>((spec) => spec.export === true);
export const LIST_FIELDS = fieldsWith<ListField>((spec) => spec.list === true);
export const ANY_OF_FIELDS = fieldsWith<AnyOfField>((spec) => spec.filter === "any_of");
export const RANGE_FIELDS = fieldsWith<RangeField>((spec) => spec.filter === "range");

export const DRIFT_CLASSES = Object.keys(DRIFT_WORDS) as (keyof typeof DRIFT_WORDS)[];
