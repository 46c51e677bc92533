"use client";

import { ChoiceEditor } from "@/components/passes/choice-editor";
import { IdsEditor } from "@/components/passes/ids-editor";
import { useList } from "@/components/passes/list-context";
import { withChoice, withFlags, withRange } from "@/components/passes/query-edit";
import { RangeEditor } from "@/components/passes/range-editor";
import type { FilterView } from "@/lib/passes/filter-views";

/** The control of one filter. `onDone` is called when a choice is final and the control may close. */
export function FilterEditor({ view, onDone }: { view: FilterView; onDone: () => void }) {
  const { query, clock, apply } = useList();
  switch (view.kind) {
    case "choice":
      return (
        <ChoiceEditor
          label={view.label}
          options={view.options}
          chosen={query.any_of[view.field] ?? []}
          onChange={(values) => apply({ query: withChoice(query, view.field, values) })}
        />
      );
    case "flags":
      return (
        <ChoiceEditor
          label={view.label}
          options={view.options}
          chosen={query.flags}
          onChange={(flags) => apply({ query: withFlags(query, flags) })}
        />
      );
    case "time":
      return (
        <RangeEditor
          view={view}
          range={query.ranges[view.field]}
          clock={clock}
          onChange={(range) => {
            apply({ query: withRange(query, view.field, range) });
            onDone();
          }}
        />
      );
    case "ids":
      return (
        <IdsEditor
          label={view.label}
          isNumber={view.field === "user_id"}
          ids={query.any_of[view.field] ?? []}
          onChange={(ids) => {
            apply({ query: withChoice(query, view.field, ids) });
            onDone();
          }}
        />
      );
  }
}
