import type { FieldView } from "@/lib/fields/field-spec";
import { PASS_FIELD_NAMES, type PassField, passField } from "./pass-fields";

export function fieldView<F extends PassField>(field: F): FieldView<F> {
  const { label, kind, words } = passField(field);
  return { field, label, kind, ...(words && { words }) };
}

export const FIELD_VIEWS: readonly FieldView<PassField>[] = PASS_FIELD_NAMES.map(fieldView);
