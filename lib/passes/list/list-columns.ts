import { invalidParameter } from "@/lib/errors";
import { type ExportField, PASS_FIELDS, type SortField } from "@/lib/passes/pass-fields";

/*
 * The columns of the list as a person sees them. Some show several fields of a pass at once; each says by which field it
 * sorts and which fields stand for it in an export.
 */

interface ListColumnSpec {
  label: string;
  /** Shown until the reader chooses otherwise. */
  default?: true;
  sort?: SortField;
  fields: readonly ExportField[];
}

const LIST_COLUMNS = {
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
  serial: { label: PASS_FIELDS.serial.label, fields: ["serial"] },
  order_uuid: { label: PASS_FIELDS.order_uuid.label, fields: ["order_uuid"] },
  time_created: { label: PASS_FIELDS.time_created.label, sort: "time_created", fields: ["time_created"] },
  time_used: { label: PASS_FIELDS.time_used.label, sort: "time_used", fields: ["time_used"] },
  expiration: { label: PASS_FIELDS.expiration.label, sort: "expiration", fields: ["expiration"] },
  uses_count: { label: PASS_FIELDS.uses_count.label, fields: ["uses_count", "allowed_uses"] },
  resolved_by: { label: PASS_FIELDS.resolved_by.label, fields: ["resolved_by"] },
  synced_on: { label: PASS_FIELDS.synced_on.label, sort: "synced_on", fields: ["synced_on"] },
  id: { label: PASS_FIELDS.id.label, sort: "id", fields: ["id"] },
} as const satisfies Record<string, ListColumnSpec>;

export type ListColumn = keyof typeof LIST_COLUMNS;

/** A column as the browser gets it. */
export interface ColumnView extends ListColumnSpec {
  id: ListColumn;
}

export const COLUMN_VIEWS: readonly ColumnView[] = (Object.keys(LIST_COLUMNS) as ListColumn[]).map((id) => ({
  id,
  ...LIST_COLUMNS[id],
}));

const DEFAULT_COLUMNS = COLUMN_VIEWS.filter((view) => view.default).map((view) => view.id);

/**
 * The columns a `columns=` parameter asks for, in the order it names them and with the pass first; null asks for the
 * default. Throws 400 for a column that does not exist and for one named twice.
 */
export function parseListColumns(text: string | null): ListColumn[] {
  if (text === null) return DEFAULT_COLUMNS;
  const wanted = text.split(",").map((name) => {
    const known = COLUMN_VIEWS.find((view) => view.id === name);
    if (known) return known.id;
    throw invalidParameter("columns", `columns takes any of ${Object.keys(LIST_COLUMNS).join(", ")}.`);
  });
  if (new Set(wanted).size !== wanted.length) {
    throw invalidParameter("columns", "columns takes each column once.", "repeated");
  }
  return ["pass_uuid", ...wanted.filter((id) => id !== "pass_uuid")];
}
