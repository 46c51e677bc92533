"use client";

import { CircleCheck, EqualNot, Unlink } from "lucide-react";
import type { ReactNode } from "react";
import { FacetCount } from "./facet-count";
import { useList } from "@/components/passes/query/list-context";
import { withChoice, withFlags, withRange } from "@/components/passes/query/query-edit";
import { toggleChoice } from "./toggle-choice";
import { isSameRange } from "./time-ranges";
import { type FacetCounts, useFacets } from "./use-facets";
import { EXPIRATION_SPANS, spanText } from "@/lib/passes/facets/expiration-spans";
import type { Facet } from "@/lib/passes/facets/facet";
import type { Flag } from "@/lib/passes/pass-fields";

const COUNTED: readonly Facet[] = ["status", "expiration", "flag"];
/* Other flags are rarely needed; each shows while it is on. */
const QUICK_FLAGS: readonly Flag[] = ["drift", "unlinked"];

const ICONS: Readonly<Record<string, ReactNode>> = {
  USABLE: <CircleCheck aria-hidden className="size-3" />,
  USING: <span aria-hidden className="size-1.75 rounded-full bg-info-dot" />,
  drift: <EqualNot aria-hidden className="size-3" />,
  unlinked: <Unlink aria-hidden className="size-3" />,
};

export function QuickFilters() {
  const counts = useFacets(COUNTED);
  return (
    <div
      role="group"
      aria-label="Quick filters"
      className="flex items-center gap-2.5 overflow-x-auto px-6 pt-2 pb-2.5 text-12 whitespace-nowrap [scrollbar-width:none] max-md:hidden"
    >
      <StatusToggles counts={counts} />
      <ExpirationToggles counts={counts} />
      <FlagToggles counts={counts} />
    </div>
  );
}

function StatusToggles({ counts }: { counts: FacetCounts }) {
  const { query, filterViews, apply } = useList();
  const view = filterViews.find((each) => each.field === "status");
  if (view?.kind !== "choice") return null;
  const chosen = query.any_of.status ?? [];
  return (
    <Group label={view.label}>
      {view.options.map(({ value, label }) => (
        <Toggle
          key={value}
          icon={ICONS[value]}
          isOn={chosen.includes(value)}
          onToggle={() =>
            apply({ query: withChoice(query, "status", toggleChoice(view.options, chosen, value)) })
          }
          count={<FacetCount counts={counts} facet="status" value={value} />}
        >
          {label}
        </Toggle>
      ))}
    </Group>
  );
}

function ExpirationToggles({ counts }: { counts: FacetCounts }) {
  const { query, filterViews, apply } = useList();
  const view = filterViews.find((each) => each.field === "expiration");
  return (
    <Group label="Expires" name={view?.label}>
      {EXPIRATION_SPANS.map(({ label, range }) => {
        const isOn = isSameRange(query.ranges.expiration, range);
        return (
          <Toggle
            key={label}
            isOn={isOn}
            onToggle={() => apply({ query: withRange(query, "expiration", isOn ? null : range) })}
            count={<FacetCount counts={counts} facet="expiration" value={spanText(range)} />}
          >
            {label}
          </Toggle>
        );
      })}
    </Group>
  );
}

function FlagToggles({ counts }: { counts: FacetCounts }) {
  const { query, filterViews, apply } = useList();
  const view = filterViews.find((each) => each.kind === "flags");
  if (view?.kind !== "flags") return null;
  return (
    <Group label={view.label} className="max-lg:hidden">
      {view.options
        .filter(({ value }) => QUICK_FLAGS.includes(value) || query.flags.includes(value))
        .map(({ value, label }) => (
          <Toggle
            key={value}
            icon={ICONS[value]}
            isOn={query.flags.includes(value)}
            onToggle={() =>
              apply({ query: withFlags(query, toggleChoice(view.options, query.flags, value)) })
            }
            count={<FacetCount counts={counts} facet="flag" value={value} />}
          >
            {label}
          </Toggle>
        ))}
    </Group>
  );
}

function Group(props: { label: string; name?: string | undefined; className?: string; children: ReactNode }) {
  return (
    <div
      role="group"
      aria-label={props.name ?? props.label}
      className={`flex items-center gap-0.5 not-first:border-l not-first:pl-2.5 ${props.className ?? ""}`}
    >
      <span aria-hidden className="pr-1 text-ink-3">
        {props.label}
      </span>
      {props.children}
    </div>
  );
}

interface ToggleProps {
  isOn: boolean;
  onToggle: () => void;
  icon?: ReactNode;
  count: ReactNode;
  children: string;
}

function Toggle(props: ToggleProps) {
  return (
    <button
      type="button"
      aria-pressed={props.isOn}
      onClick={props.onToggle}
      className="inline-flex h-6 items-center gap-1.25 rounded-tag px-1.75 text-ink-2 -outline-offset-1 hover:bg-hover aria-pressed:bg-press aria-pressed:font-medium aria-pressed:text-ink"
    >
      {props.icon}
      {props.children}
      {props.count}
    </button>
  );
}
