import { invalidParameter } from "@/lib/errors";
import type { FieldView } from "@/lib/fields/field-spec";
import { fieldView } from "@/lib/passes/field-views";
import {
  type ExportField,
  LIST_FIELDS,
  type ListField,
  PASS_FIELDS,
  SORT_FIELDS,
  type SortField,
} from "@/lib/passes/pass-fields";

/*
 * The columns of the list as a person sees them. A column may show several fields of a pass; each declares the field it
 * sorts by and the fields an export has for it.
 */

interface ListColumnSpec {
  label: string;
  /** Shown unless the reader has chosen columns. */
  default?: true;
  sort?: SortField;
  fields: readonly ExportField[];
}

/* Columns composed of several fields or drawn in a way of their own. */
const COMPOSED = {
  pass_uuid: { label: "Pass", default: true, fields: ["pass_uuid", "product_name"] },
  user_id: { label: PASS_FIELDS.user_id.label, default: true, fields: ["user_id"] },
  status: { label: PASS_FIELDS.status.label, default: true, fields: ["status"] },
  validity: {
    label: "Validity",
    default: true,
    sort: "expiration",
    fields: ["time_created", "time_used", "expiration"],
  },
  payment: { label: "Payment", default: true, fields: [] },
  provider: { label: PASS_FIELDS.provider.label, default: true, fields: ["provider", "drift"] },
  modified_on: {
    label: PASS_FIELDS.modified_on.label,
    default: true,
    sort: "modified_on",
    fields: ["modified_on"],
  },
  uses_count: { label: PASS_FIELDS.uses_count.label, fields: ["uses_count", "allowed_uses"] },
} as const satisfies Record<string, ListColumnSpec>;

export type ComposedColumn = keyof typeof COMPOSED;
export type ListColumn = ComposedColumn | ListField;

/** A column as the browser gets it: composed, or `only` one field drawn by its kind. */
export type ColumnView = ListColumnSpec &
  ({ id: ComposedColumn; only?: never } | { id: ListField; only: FieldView<ListField> });

/* The first columns offered, in order; every other field with a column of its own follows. */
const FIRST: readonly ListColumn[] = [
  "pass_uuid", "user_id", "status", "validity", "payment", "provider", "modified_on", "serial", "order_uuid",
  "time_created", "time_used", "expiration", "uses_count", "resolved_by", "synced_on", "id",
]; // prettier-ignore

export const COLUMN_VIEWS: readonly ColumnView[] = [...new Set<ListColumn>([...FIRST, ...LIST_FIELDS])].map(
  (id) => (isComposed(id) ? { id, ...COMPOSED[id] } : ownColumn(id)),
);

function isComposed(id: ListColumn): id is ComposedColumn {
  return Object.hasOwn(COMPOSED, id);
}

function ownColumn(field: ListField): ColumnView {
  const sort = SORT_FIELDS.find((each) => each === field);
  return {
    id: field,
    label: PASS_FIELDS[field].label,
    fields: [field],
    ...(sort && { sort }),
    only: fieldView(field),
  };
}

const DEFAULT_COLUMNS = COLUMN_VIEWS.filter((view) => view.default).map((view) => view.id);

/**
 * The columns a `columns=` parameter asks for, in its order, with the pass first; null asks for the default ones.
 * Throws 400 for an unknown column and for one named twice.
 */
export function parseListColumns(text: string | null): ListColumn[] {
  if (text === null) return DEFAULT_COLUMNS;
  const wanted = text.split(",").map((name) => {
    const known = COLUMN_VIEWS.find((view) => view.id === name);
    if (known) return known.id;
    throw invalidParameter(
      "columns",
      `columns takes any of ${COLUMN_VIEWS.map((view) => view.id).join(", ")}.`,
    );
  });
  if (new Set(wanted).size !== wanted.length) {
    throw invalidParameter("columns", "columns takes each column once.", "repeated");
  }
  return ["pass_uuid", ...wanted.filter((id) => id !== "pass_uuid")];
}
