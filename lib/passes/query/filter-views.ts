import {
  ANY_OF_FIELDS,
  type AnyOfField,
  type Flag,
  FLAG_WORDS,
  PASS_FIELDS,
  passField,
  RANGE_FIELDS,
  type RangeField,
} from "@/lib/passes/pass-fields";

export interface FilterOption<Value extends string = string> {
  value: Value;
  label: string;
}

/** A filter as the browser gets it: its label and its choices. */
export type FilterView =
  | { kind: "choice"; field: AnyOfField; label: string; options: FilterOption[]; isOffered: boolean }
  | { kind: "ids"; field: AnyOfField; label: string }
  | { kind: "time"; field: RangeField; label: string; looks: "back" | "ahead" }
  | { kind: "flags"; field: "flag"; label: string; options: FilterOption<Flag>[] };

interface Product {
  product_uuid: string;
  product_name: string | null;
}

type Filter = AnyOfField | RangeField | "flag";

/* The first filters offered, in order; every other declared filter follows. */
const FIRST: readonly Filter[] = [
  "status", "product_uuid", "expiration", "time_created", "time_used", "flag", "drift", "resolved_by", "provider",
  "modified_on", "synced_on",
]; // prettier-ignore

/** The filters of the list in the order they are offered. Pure. */
export function passFilterViews(products: readonly Product[]): FilterView[] {
  return [...new Set<Filter>([...FIRST, ...ANY_OF_FIELDS, ...RANGE_FIELDS])].map((field) => {
    if (field === "flag") return { kind: "flags", field, label: "Flags", options: optionsOf(FLAG_WORDS) };
    if (isRange(field)) return time(field, field === "expiration" ? "ahead" : "back");
    if (field === "product_uuid") return choice(field, products.map(optionOf));
    const { words } = passField(field);
    return words ? choice(field, optionsOf(words)) : { kind: "ids", field, label: PASS_FIELDS[field].label };
  });
}

function isRange(field: AnyOfField | RangeField): field is RangeField {
  return passField(field).filter === "range";
}

/* With a single option there is nothing to choose. */
function choice(field: AnyOfField, options: FilterOption[]): FilterView {
  return { kind: "choice", field, label: PASS_FIELDS[field].label, options, isOffered: options.length > 1 };
}

function time(field: RangeField, looks: "back" | "ahead"): FilterView {
  return { kind: "time", field, label: PASS_FIELDS[field].label, looks };
}

function optionsOf<V extends string>(words: Readonly<Record<V, string>>): FilterOption<V>[] {
  return (Object.entries(words) as [V, string][]).map(([value, label]) => ({ value, label }));
}

function optionOf({ product_uuid, product_name }: Product): FilterOption {
  return { value: product_uuid, label: product_name ?? product_uuid };
}
