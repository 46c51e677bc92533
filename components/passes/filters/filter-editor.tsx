"use client";

import type { ComponentProps } from "react";
import { ChoiceEditor } from "./choice-editor";
import { FacetCount } from "./facet-count";
import { IdsEditor } from "./ids-editor";
import { useList } from "@/components/passes/query/list-context";
import { withChoice, withFlags, withRange } from "@/components/passes/query/query-edit";
import { RangeEditor } from "./range-editor";
import { useFacets } from "./use-facets";
import { type Facet, FACETS } from "@/lib/passes/facets/facet";
import type { FilterView } from "@/lib/passes/query/filter-views";

/** The control of one filter. Calls `onDone` when the choice is final and the control may close. */
export function FilterEditor({ view, onDone }: { view: FilterView; onDone: () => void }) {
  const { query, clock, apply } = useList();
  switch (view.kind) {
    case "choice":
      return (
        <CountedChoice
          facet={FACETS.find((facet) => facet === view.field)}
          label={view.label}
          options={view.options}
          chosen={query.any_of[view.field] ?? []}
          onChange={(values) => apply({ query: withChoice(query, view.field, values) })}
        />
      );
    case "flags":
      return (
        <CountedChoice
          facet="flag"
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

type CountedChoiceProps<Value extends string> = ComponentProps<typeof ChoiceEditor<Value>> & {
  facet: Facet | undefined;
};

function CountedChoice<Value extends string>({ facet, ...choice }: CountedChoiceProps<Value>) {
  const counts = useFacets(facet ? [facet] : []);
  if (!facet) return <ChoiceEditor {...choice} />;
  return (
    <ChoiceEditor
      {...choice}
      countOf={(value) => <FacetCount counts={counts} facet={facet} value={value} />}
    />
  );
}
