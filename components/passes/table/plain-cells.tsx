"use client";

import type { ReactNode } from "react";
import { useRowLook } from "./row-context";
import { TimeText } from "@/components/ui/time/time-text";
import { formatRelative, formatTime, formatTimeTitle, shortId } from "@/lib/format";
import type { FieldView } from "@/lib/fields/field-spec";
import { fieldText } from "@/lib/fields/field-text";
import type { Pass } from "@/lib/passes/pass";
import type { PassField } from "@/lib/passes/pass-fields";

export function TimeCell({ iso, isRelative }: { iso: string | null; isRelative?: boolean }) {
  const { clock } = useRowLook();
  if (iso === null) return <Empty name="Not recorded" />;
  const text = isRelative ? formatRelative(iso, clock) : formatTime(iso, clock);
  return (
    <TimeText iso={iso} text={text} title={formatTimeTitle(iso, clock)} className="text-ink-2 tabular-nums" />
  );
}

export function IdCell({ id, isWhole }: { id: string | null; isWhole?: boolean }) {
  if (id === null) return <Empty name="None" />;
  return (
    <span className="mono" title={id}>
      {isWhole ? id : shortId(id)}
    </span>
  );
}

export function UsesCell({ row: pass }: { row: Pass }) {
  const { uses_count, allowed_uses } = pass;
  if (uses_count === null && allowed_uses === null) return <Empty name="Not recorded" />;
  return <span className="tabular-nums">{`${uses_count ?? "?"} of ${allowed_uses ?? "any"}`}</span>;
}

/** A field without a cell of its own, shown by its kind. */
export function FieldCell({ row: pass, view }: { row: Pass; view: FieldView<PassField> }) {
  const value = pass[view.field];
  if (value === null) return <Empty name="Not recorded" />;
  if (view.kind === "time") return <TimeCell iso={String(value)} />;
  if (view.kind === "id") return <IdCell id={String(value)} />;
  return <span className="block truncate tabular-nums">{fieldText(view, value)}</span>;
}

/** Two lines, or one if rows are compact. */
export function Lines({ main, detail }: { main: string; detail: string | null }) {
  const { isCompact } = useRowLook();
  return (
    <span className="block min-w-0">
      <span className="block truncate leading-4.5 max-md:text-ink-2">{main}</span>
      {detail && !isCompact ? (
        <span className="block truncate text-12 leading-4 text-ink-3 max-md:hidden">{detail}</span>
      ) : null}
    </span>
  );
}

/** A dash for a missing value; screen readers read `name`. */
export function Empty({ name }: { name: string }): ReactNode {
  return (
    <span className="text-ink-3">
      <span aria-hidden>—</span>
      <span className="sr-only">{name}</span>
    </span>
  );
}
