import { type AnyOfField, type Flag, FLAGS, PASS_FIELDS, type RangeField } from "@/lib/passes/pass-fields";
import { STATUS_LABEL } from "@/lib/passes/pass-status";
import { providerName } from "@/lib/passes/provider-name";

export interface FilterOption<Value extends string = string> {
  value: Value;
  label: string;
}

/** A filter as the browser gets it: what it is called and what may be chosen. */
export type FilterView =
  | { kind: "choice"; field: AnyOfField; label: string; options: FilterOption[]; isOffered: boolean }
  | { kind: "ids"; field: AnyOfField; label: string }
  | { kind: "time"; field: RangeField; label: string; looks: "back" | "ahead" }
  | { kind: "flags"; field: "flag"; label: string; options: FilterOption<Flag>[] };

interface Product {
  product_uuid: string;
  product_name: string | null;
}

/** The filters of the list in the order they are offered. Pure. */
export function passFilterViews(products: readonly Product[]): FilterView[] {
  return [
    choice("status", optionsOf(STATUS_LABEL)),
    choice(
      "product_uuid",
      products.map((each) => ({ value: each.product_uuid, label: each.product_name ?? each.product_uuid })),
    ),
    time("expiration", "ahead"),
    time("time_created", "back"),
    time("time_used", "back"),
    {
      kind: "flags",
      field: "flag",
      label: "Flags",
      options: FLAGS.map((flag) => ({ value: flag, label: FLAG_LABEL[flag] })),
    },
    choice("drift", labelled(PASS_FIELDS.drift.values, DRIFT_LABEL)),
    choice("resolved_by", labelled(PASS_FIELDS.resolved_by.values, RESOLVED_BY_LABEL)),
    choice(
      "provider",
      PROVIDERS.map((value) => ({ value, label: providerName(value) })),
    ),
    time("modified_on", "back"),
    time("synced_on", "back"),
    ids("pass_uuid"),
    ids("serial"),
    ids("user_id"),
    ids("order_uuid"),
    ids("event_uuid"),
  ];
}

/* A choice of one is none. */
function choice(field: AnyOfField, options: FilterOption[]): FilterView {
  return { kind: "choice", field, label: PASS_FIELDS[field].label, options, isOffered: options.length > 1 };
}

function ids(field: AnyOfField): FilterView {
  return { kind: "ids", field, label: PASS_FIELDS[field].label };
}

function time(field: RangeField, looks: "back" | "ahead"): FilterView {
  return { kind: "time", field, label: PASS_FIELDS[field].label, looks };
}

function optionsOf(labels: Readonly<Record<string, string>>): FilterOption[] {
  return Object.entries(labels).map(([value, label]) => ({ value, label }));
}

function labelled<V extends string>(values: readonly V[], labels: Record<V, string>): FilterOption<V>[] {
  return values.map((value) => ({ value, label: labels[value] }));
}

/* Those that an adapter exists for. */
const PROVIDERS = ["bytemark"];

const FLAG_LABEL: Record<Flag, string> = {
  drift: "Drift",
  unlinked: "Unlinked",
  duplicate: "Duplicate",
  pinned: "Pinned",
  device_locked: "Device locked",
};

const DRIFT_LABEL: Record<(typeof PASS_FIELDS.drift.values)[number], string> = {
  missing_use: "Use missing on one side",
  refresh_missed: "Refresh missed",
  never_expired: "Never marked expired",
  lagging: "Provider behind",
  order_missing: "Order items missing",
  pass_missing: "Unknown to the provider",
  duplicate_use: "Use recorded twice",
  time_skew: "First use differs",
};

const RESOLVED_BY_LABEL: Record<(typeof PASS_FIELDS.resolved_by.values)[number], string> = {
  order_items: "Order items",
  token: "Rider token",
  cache: "Pass cache",
  event: "Event",
  person: "A person",
};
