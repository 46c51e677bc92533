import { ChevronDown, ChevronRight, Zap } from "lucide-react";
import Link from "next/link";
import { AuditDetails } from "./audit-details";
import { iconOf } from "./action-icon";
import { auditTime, type AuditWords, reasonText, whatText } from "./audit-words";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/class-names";
import { TimeText } from "@/components/ui/time/time-text";
import { formatTimeTitle } from "@/lib/format";
import { actLabel } from "@/lib/acts";
import type { AuditItem } from "@/lib/audit/audit-item";
import type { AuditQuery } from "@/lib/audit/audit-query";

type AuditRowProps = {
  item: AuditItem;
  query: AuditQuery;
  words: AuditWords;
  isOpen: boolean;
  onToggle: () => void;
};

/** One entry, and under it what it changed when it is open. On a phone its cells stack. */
export function AuditRow({ item, query, words, isOpen, onToggle }: AuditRowProps) {
  const { zone } = words;
  const reason = reasonText(item, words);
  const detailsId = `entry-${item.id}`;
  return (
    <>
      <tr
        data-open={isOpen || undefined}
        className="max-md:grid max-md:grid-cols-[44px_minmax(0,1fr)_auto] max-md:border-b max-md:py-1.5 max-md:[&>td]:block max-md:[&>td]:h-auto max-md:[&>td]:border-0 max-md:[&>td]:bg-transparent! max-md:[&>td]:px-1 max-md:[&>td]:py-0.5 max-md:data-open:bg-surface-2 data-open:[&>td]:border-b-transparent data-open:[&>td]:bg-surface-2 [&>td]:h-10"
      >
        <td className="max-md:row-span-4 max-md:self-start">
          <Toggle item={item} isOpen={isOpen} onToggle={onToggle} detailsId={detailsId} />
        </td>
        <td className="text-ink-2 tabular-nums max-md:order-last max-md:col-start-3 max-md:row-start-1 max-md:text-12">
          <TimeText
            iso={item.created_on}
            text={auditTime(item.created_on, words)}
            title={formatTimeTitle(item.created_on, { zone })}
          />
        </td>
        <td className="max-md:col-start-2">
          <Who item={item} />
        </td>
        <td className="max-md:col-start-2">
          <Action action={item.action} />
        </td>
        <td className="truncate max-md:col-start-2">
          <What item={item} />
        </td>
        <td className="truncate text-ink-2 max-md:col-span-2 max-md:col-start-2" title={reason || undefined}>
          {reason}
        </td>
        <td className="mono text-12 text-ink-3 max-md:hidden!">{item.seal?.hash.slice(0, 4) ?? "not yet"}</td>
      </tr>
      {isOpen ? <AuditDetails id={detailsId} item={item} query={query} words={words} /> : null}
    </>
  );
}

type ToggleProps = Pick<AuditRowProps, "item" | "isOpen" | "onToggle"> & { detailsId: string };

function Toggle({ item, isOpen, onToggle, detailsId }: ToggleProps) {
  const Icon = isOpen ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-controls={isOpen ? detailsId : undefined}
      aria-label={`${isOpen ? "Hide" : "Show"} details of entry ${item.id}`}
      onClick={onToggle}
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
  const { Icon, look } = iconOf(action);
  return (
    <span className="inline-flex items-center gap-1.75">
      <Icon aria-hidden className={cn("size-3.5 shrink-0", look)} />
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
