import type { ReactNode } from "react";
import { Nothing } from "@/components/ui/page/aside-part";
import { KeyValue } from "@/components/ui/value/key-value";
import type { FieldView } from "@/lib/fields/field-spec";
import { fieldText } from "@/lib/fields/field-text";
import type { Pass } from "@/lib/passes/pass";
import type { PassField } from "@/lib/passes/pass-fields";

/* Fields with a place of their own on the page, and `created_on` and `modified_on`, which nobody asks for. */
const DRAWN: ReadonlySet<PassField> = new Set<PassField>([
  "id", "provider", "pass_uuid", "serial", "user_id", "resolved_by", "product_uuid", "product_name", "order_uuid",
  "event_uuid", "status", "provider_status", "time_created", "time_used", "expiration", "allowed_uses", "uses_count",
  "device_locked", "drift", "synced_on", "created_on", "modified_on",
]); // prettier-ignore

type OtherFactsProps = {
  pass: Pass;
  fields: readonly FieldView<PassField>[];
  labelOf: (view: FieldView<PassField>) => ReactNode;
  moment: (iso: string | null) => ReactNode;
};

export function OtherFacts({ pass, fields, labelOf, moment }: OtherFactsProps) {
  return fields
    .filter((view) => !DRAWN.has(view.field))
    .map((view) => (
      <KeyValue key={view.field} label={labelOf(view)}>
        {factValue(view, pass[view.field], moment)}
      </KeyValue>
    ));
}

function factValue(
  view: FieldView<PassField>,
  value: Pass[PassField],
  moment: OtherFactsProps["moment"],
): ReactNode {
  if (value === null) return <Nothing>Not recorded</Nothing>;
  return view.kind === "time" ? moment(String(value)) : fieldText(view, value);
}
