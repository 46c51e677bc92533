import { zoneLabel } from "@/lib/format";
import type { FieldView } from "@/lib/fields/field-spec";
import { fieldText } from "@/lib/fields/field-text";
import { fromLocalInput, toLocalInput } from "@/lib/time/local-time";
import { codeWord } from "@/lib/passes/words/code-words";
import type { ColumnView, ComposedColumn } from "@/lib/passes/list/list-columns";
import type { Pass } from "@/lib/passes/pass";
import type { PassField } from "@/lib/passes/pass-fields";
import { passStatus, STATUS_LABEL } from "@/lib/passes/pass-status";
import { paymentTypeText, priceText } from "@/lib/passes/words/price-words";

/** One column of a copied table; `read` gives times in `zone`. */
interface CopiedColumn {
  title: string;
  isTime?: boolean;
  read: (pass: Pass, at: { now: Date; zone: string }) => string | null;
}

function time(title: string, read: (pass: Pass) => string | null): CopiedColumn {
  return { title, isTime: true, read: (pass, { zone }) => localTime(read(pass), zone) };
}

/* A column that shows several fields is copied as one column for each value. */
const COPIED: Readonly<Record<ComposedColumn, readonly CopiedColumn[]>> = {
  pass_uuid: [
    { title: "Pass ID", read: (pass) => pass.pass_uuid ?? pass.id },
    { title: "Product", read: (pass) => pass.product_name },
  ],
  user_id: [
    { title: "Rider ID", read: (pass) => pass.user_id },
    { title: "Rider", read: (pass) => pass.rider?.display_name ?? null },
  ],
  status: [{ title: "Status", read: (pass, { now }) => STATUS_LABEL[passStatus(pass, now)] }],
  validity: [
    time("Created", (pass) => pass.time_created),
    time("First used", (pass) => pass.time_used),
    time("Expiration", (pass) => pass.expiration),
  ],
  payment: [
    { title: "Order price", read: (pass) => (pass.payment ? priceText(pass.payment.price) : null) },
    { title: "Payment", read: (pass) => (pass.payment ? paymentTypeText(pass.payment.type) : null) },
  ],
  provider: [
    { title: "Provider", read: (pass) => codeWord("provider", pass.provider) },
    { title: "Drift", read: (pass) => (pass.drift ? codeWord("drift", pass.drift) : null) },
  ],
  modified_on: [time("Updated", (pass) => pass.modified_on)],
  uses_count: [
    { title: "Uses", read: (pass) => pass.uses_count?.toString() ?? null },
    { title: "Allowed uses", read: (pass) => pass.allowed_uses?.toString() ?? null },
  ],
};

/** The columns of a copied table for the shown columns, each value once. */
export function copiedColumns(views: readonly ColumnView[]): CopiedColumn[] {
  const columns = views.flatMap((view) => (view.only ? [ownColumn(view.only)] : COPIED[view.id]));
  return [...new Map(columns.map((column) => [column.title, column])).values()];
}

function ownColumn(view: FieldView<PassField>): CopiedColumn {
  const { field, label } = view;
  if (view.kind === "time") return time(label, (pass) => textOf(pass[field]));
  return { title: label, read: (pass) => (pass[field] === null ? null : fieldText(view, pass[field])) };
}

function textOf(value: Pass[PassField]): string | null {
  return value === null ? null : String(value);
}

/** The title of a copied column. Times name their zone, because a pasted table has lost the page that does. */
export function copiedTitle({ title, isTime }: CopiedColumn, zone: string, now: Date): string {
  if (!isTime) return title;
  return `${title} (${zone === "UTC" ? zone : zoneLabel(zone, now).replace(/ \([^)]*\)$/, "")})`;
}

/*
 * Spreadsheets read `2026-11-18 14:42:05` as a date. In the hour that repeats in autumn, the zone says which of the two
 * it is.
 */
function localTime(iso: string | null, zone: string): string | null {
  if (iso === null) return null;
  const local = toLocalInput(iso, zone);
  const text = local.replace("T", " ");
  if (fromLocalInput(local, zone).kind !== "two") return text;
  return `${text} ${/\(([^)]*)\)$/.exec(zoneLabel(zone, iso))?.[1] ?? zone}`;
}
