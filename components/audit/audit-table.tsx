"use client";

import { useRef, useState } from "react";
import { AUDIT_TABLE, auditDetails } from "./audit-columns";
import { Table } from "@/components/data-table/table";
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

/** Entries as rows that open; j and k move between them, Enter opens one. */
export function AuditTable({ items, query, labels, reasons, zone, now }: AuditTableProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(
    new Set(query.entry !== null && items.some(({ id }) => id === query.entry) ? [query.entry] : []),
  );
  const scroller = useRef<HTMLDivElement>(null);
  const toggle = (id: string) =>
    setOpen((known) =>
      known.has(id) ? new Set([...known].filter((other) => other !== id)) : new Set([...known, id]),
    );
  const move = (by: number) => {
    const buttons = [
      ...(scroller.current?.querySelectorAll<HTMLButtonElement>("button[aria-expanded]") ?? []),
    ];
    const at = buttons.findIndex((button) => button === document.activeElement);
    buttons[Math.min(buttons.length - 1, Math.max(0, at + by))]?.focus();
  };
  useShortcut("j", () => move(1));
  useShortcut("ArrowDown", () => move(1));
  useShortcut("k", () => move(-1));
  useShortcut("ArrowUp", () => move(-1));
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto">
      <Table
        {...AUDIT_TABLE}
        caption="Audit entries, newest first"
        rows={items}
        rowKey={({ id }) => id}
        given={{
          query,
          words: { labels, reasons, zone, now: new Date(now) },
          isOpen: (id) => open.has(id),
          toggle,
        }}
        details={auditDetails}
      />
    </div>
  );
}
