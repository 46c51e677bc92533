import { ChevronDown, ChevronRight, Zap } from "lucide-react";
import Link from "next/link";
import { AuditDetails } from "./audit-details";
import { iconOf } from "./action-icon";
import { auditTime, type AuditWords, reasonText, whatText } from "./audit-words";
import type { RowDetails } from "@/components/data-table/table";
import type { TableShape } from "@/components/data-table/table-shape";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/class-names";
import { TimeText } from "@/components/ui/time/time-text";
import { formatTimeTitle } from "@/lib/format";
import { actLabel } from "@/lib/acts";
import type { AuditItem } from "@/lib/audit/audit-item";
import type { AuditQuery } from "@/lib/audit/audit-query";

interface AuditGiven {
  query: AuditQuery;
  words: AuditWords;
  isOpen: (id: string) => boolean;
  toggle: (id: string) => void;
}

export const AUDIT_TABLE: TableShape<AuditItem, AuditGiven> = {
  phone: "stack",
  className: "table-fixed min-w-220 max-md:min-w-0",
  rowClassName:
    "md:[&>td]:h-10 max-md:grid max-md:grid-cols-[44px_minmax(0,1fr)_auto] max-md:gap-x-2 max-md:px-1 max-md:py-2",
  columns: [
    {
      label: "Details",
      isLabelHidden: true,
      cell: (item, given) => <Toggle item={item} {...given} />,
      width: "w-15",
      cellClassName: "max-md:row-span-4 max-md:self-start",
    },
    {
      label: "Time",
      sorted: "descending",
      cell: ({ created_on }, { words }) => (
        <TimeText
          iso={created_on}
          text={auditTime(created_on, words)}
          title={formatTimeTitle(created_on, { zone: words.zone })}
        />
      ),
      width: "w-40",
      cellClassName:
        "text-ink-2 tabular-nums max-md:col-start-3 max-md:row-start-1 max-md:pr-3 max-md:text-12",
    },
    {
      label: "Who",
      cell: (item) => <Who item={item} />,
      width: "w-44",
      cellClassName: "max-md:col-start-2 max-md:row-start-1",
    },
    {
      label: "Action",
      cell: ({ action }) => <Action action={action} />,
      width: "w-44",
      cellClassName: "max-md:col-start-2",
    },
    { label: "What", cell: (item) => <What item={item} />, cellClassName: "truncate max-md:col-start-2" },
    {
      label: "Reason",
      cell: (item, { words }) => <Reason text={reasonText(item, words)} />,
      width: "w-60",
      cellClassName: "truncate text-ink-2 max-md:col-span-2 max-md:col-start-2",
    },
    {
      label: "Hash",
      cell: ({ seal }) => seal?.hash.slice(0, 4) ?? "not yet",
      width: "w-22",
      cellClassName: "mono text-12 text-ink-3 max-md:hidden",
    },
  ],
};

const detailsId = ({ id }: AuditItem) => `entry-${id}`;

export function auditDetails(item: AuditItem, { query, words, isOpen }: AuditGiven): RowDetails | null {
  if (!isOpen(item.id)) return null;
  return { id: detailsId(item), content: <AuditDetails item={item} query={query} words={words} /> };
}

function Toggle({ item, ...given }: Pick<AuditGiven, "isOpen" | "toggle"> & { item: AuditItem }) {
  const isOpen = given.isOpen(item.id);
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-controls={isOpen ? detailsId(item) : undefined}
      aria-label={`${isOpen ? "Hide" : "Show"} details of entry ${item.id}`}
      onClick={() => given.toggle(item.id)}
      className="grid size-6 place-items-center rounded-tag text-ink-3 hover:bg-press hover:text-ink max-md:size-11"
    >
      <Icon aria-hidden className="size-3.5" />
    </button>
  );
}

function Who({ item }: { item: AuditItem }) {
  const { actor } = item;
  return (
    <span className="flex items-center gap-2">
      {actor.type === "system" ? (
        <span
          aria-hidden
          className="grid size-6 shrink-0 place-items-center rounded-full border border-dashed border-control-line text-ink-3"
        >
          <Zap className="size-3" />
        </span>
      ) : (
        <Avatar name={actor.name} />
      )}
      <span className="truncate first-letter:uppercase">{actor.name}</span>
    </span>
  );
}

function Action({ action }: { action: string }) {
  const { Icon, color } = iconOf(action);
  return (
    <span className="inline-flex items-center gap-1.75">
      <Icon aria-hidden className={cn("size-3.5 shrink-0", color)} />
      {actLabel(action)}
    </span>
  );
}

function What({ item }: { item: AuditItem }) {
  const { text, href } = whatText(item);
  return href === null ? (
    text
  ) : (
    <Link href={href} prefetch={false} className="link rounded-tag">
      {text}
    </Link>
  );
}

function Reason({ text }: { text: string }) {
  return <span title={text || undefined}>{text}</span>;
}
