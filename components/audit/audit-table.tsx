"use client";

import { useRef, useState } from "react";
import { AuditRow } from "./audit-row";
import { useShortcut } from "@/components/ui/browser/use-shortcut";
import type { AuditItem } from "@/lib/audit/audit-item";
import type { AuditQuery } from "@/lib/audit/audit-query";

type AuditTableProps = {
  items: readonly AuditItem[];
  query: AuditQuery;
  labels: Readonly<Record<string, string>>;
  reasons: Readonly<Record<string, string>>;
  zone: string;
  now: string;
};

/** Entries as rows that open; j and k move between them, Enter opens. */
export function AuditTable({ items, query, labels, reasons, zone, now }: AuditTableProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(
    new Set(query.entry !== null && items.some(({ id }) => id === query.entry) ? [query.entry] : []),
  );
  const body = useRef<HTMLTableSectionElement>(null);
  const toggle = (id: string) =>
    setOpen((known) =>
      known.has(id) ? new Set([...known].filter((other) => other !== id)) : new Set([...known, id]),
    );
  const move = (by: number) => {
    const buttons = [...(body.current?.querySelectorAll<HTMLButtonElement>("button[aria-expanded]") ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[Math.min(buttons.length - 1, Math.max(0, at + by))]?.focus();
  };
  useShortcut("j", () => move(1));
  useShortcut("ArrowDown", () => move(1));
  useShortcut("k", () => move(-1));
  useShortcut("ArrowUp", () => move(-1));
  const words = { labels, reasons, zone, now: new Date(now) };
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <table className="table table-fixed min-w-220 max-md:min-w-0">
        <caption className="sr-only">Audit entries, newest first</caption>
        <colgroup className="max-md:hidden">
          <col className="w-15" />
          <col className="w-40" />
          <col className="w-44" />
          <col className="w-44" />
          <col />
          <col className="w-60" />
          <col className="w-22" />
        </colgroup>
        <Head />
        <tbody ref={body}>
          {items.map((item) => (
            <AuditRow
              key={item.id}
              item={item}
              query={query}
              words={words}
              isOpen={open.has(item.id)}
              onToggle={() => toggle(item.id)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head() {
  return (
    <thead className="max-md:sr-only">
      <tr>
        <th scope="col">
          <span className="sr-only">Details</span>
        </th>
        <th scope="col" aria-sort="descending">
          Time
        </th>
        <th scope="col">Who</th>
        <th scope="col">Action</th>
        <th scope="col">What</th>
        <th scope="col">Reason</th>
        <th scope="col">Hash</th>
      </tr>
    </thead>
  );
}
