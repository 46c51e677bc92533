import { PASS_FIELDS, type PassField } from "./pass-fields";

export const FIELD_LABELS = Object.fromEntries(
  Object.entries(PASS_FIELDS).map(([field, { label }]) => [field, label]),
) as Record<PassField, string>;
