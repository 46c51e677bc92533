"use client";

import { CircleCheck, EqualNot, Unlink } from "lucide-react";
import type { ReactNode } from "react";
import { useList } from "@/components/passes/list-context";
import { withChoice, withFlags, withRange } from "@/components/passes/query-edit";
import { toggled } from "@/components/passes/toggled";
import { isSameRange } from "@/components/passes/time-ranges";
import type { Range } from "@/lib/passes/pass-query";

const EXPIRES: readonly { label: string; range: Range }[] = [
  { label: "Within 1 h", range: { gte: "now", lt: "now+1h" } },
  { label: "Today", range: { gte: "today", lt: "tomorrow" } },
  { label: "Tomorrow", range: { gte: "tomorrow", lt: "tomorrow+1d" } },
];

const ICONS: Readonly<Record<string, ReactNode>> = {
  USABLE: <CircleCheck aria-hidden className="size-3" />,
  USING: <span aria-hidden className="size-1.75 rounded-full bg-info-dot" />,
  drift: <EqualNot aria-hidden className="size-3" />,
  unlinked: <Unlink aria-hidden className="size-3" />,
};

/** The filters asked for most, one click each. */
export function QuickFilters() {
  const { query, filterViews, apply } = useList();
  const statuses = query.any_of.status ?? [];
  const status = filterViews.find((view) => view.field === "status");
  const flags = filterViews.find((view) => view.kind === "flags");
  const expiration = filterViews.find((view) => view.field === "expiration");
  return (
    <div
      role="group"
      aria-label="Quick filters"
      className="flex items-center gap-2.5 overflow-x-auto px-6 pt-2 pb-2.5 text-12 whitespace-nowrap [scrollbar-width:none] max-md:hidden"
    >
      {status?.kind === "choice" ? (
        <Group label={status.label}>
          {status.options.map(({ value, label }) => (
            <Toggle
              key={value}
              icon={ICONS[value]}
              isOn={statuses.includes(value)}
              onToggle={() =>
                apply({ query: withChoice(query, "status", toggled(status.options, statuses, value)) })
              }
            >
              {label}
            </Toggle>
          ))}
        </Group>
      ) : null}
      <Group label="Expires" name={expiration?.label}>
        {EXPIRES.map(({ label, range }) => {
          const isOn = isSameRange(query.ranges.expiration, range);
          return (
            <Toggle
              key={label}
              isOn={isOn}
              onToggle={() => apply({ query: withRange(query, "expiration", isOn ? null : range) })}
            >
              {label}
            </Toggle>
          );
        })}
      </Group>
      {flags?.kind === "flags" ? (
        <Group label={flags.label} className="max-lg:hidden">
          {flags.options.map(({ value, label }) => (
            <Toggle
              key={value}
              icon={ICONS[value]}
              isOn={query.flags.includes(value)}
              onToggle={() => apply({ query: withFlags(query, toggled(flags.options, query.flags, value)) })}
            >
              {label}
            </Toggle>
          ))}
        </Group>
      ) : null}
    </div>
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

function Toggle(props: { isOn: boolean; onToggle: () => void; icon?: ReactNode; children: string }) {
  return (
    <button
      type="button"
      aria-pressed={props.isOn}
      onClick={props.onToggle}
      className="inline-flex h-6 items-center gap-1.25 rounded-tag px-1.75 text-ink-2 -outline-offset-1 hover:bg-hover aria-pressed:bg-press aria-pressed:font-medium aria-pressed:text-ink"
    >
      {props.icon}
      {props.children}
    </button>
  );
}
