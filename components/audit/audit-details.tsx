import { Copy, Undo2 } from "lucide-react";
import Link from "next/link";
import { auditHref } from "./audit-filters";
import { type AuditWords, changesOf } from "./audit-words";
import { dataFacts } from "./data-facts";
import { shortHash } from "./chain-words";
import { ChangeTable } from "@/components/corrections/change-table";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { CopyButton } from "@/components/ui/value/copy-button";
import { copyText } from "@/components/ui/value/copy-text";
import { Facts } from "@/components/ui/value/key-value-list";
import { KeyValue } from "@/components/ui/value/key-value";
import type { AuditItem } from "@/lib/audit/audit-item";
import type { AuditQuery } from "@/lib/audit/audit-query";

type AuditDetailsProps = { item: AuditItem; query: AuditQuery; words: AuditWords };

export function AuditDetails({ item, query, words }: AuditDetailsProps) {
  const changes = changesOf(item, words);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_288px] gap-8 pt-1 pb-4 pl-8 max-lg:grid-cols-1 max-lg:gap-4 max-md:pl-0">
      {changes.length > 0 ? (
        <ChangeTable
          caption={`What entry ${item.id} changed`}
          beforeLabel="Before"
          afterLabel="After"
          rows={changes.map(({ field, label, before, after }) => ({ key: field, label, before, after }))}
        />
      ) : (
        <p className="text-ink-2">This act changed no field.</p>
      )}
      <EntryFacts item={item} query={query} labels={words.labels} />
    </div>
  );
}

type EntryFactsProps = Pick<AuditDetailsProps, "item" | "query"> & Pick<AuditWords, "labels">;

function EntryFacts({ item, query, labels }: EntryFactsProps) {
  const { reason, actor, subject, request_id } = item;
  return (
    <div>
      <Facts className="[&>div]:grid-cols-[84px_minmax(0,1fr)]">
        {reason ? <KeyValue label="Note">{reason.note}</KeyValue> : null}
        {reason?.case_ref ? (
          <KeyValue label="Case">
            <span className="mono">{reason.case_ref}</span>
          </KeyValue>
        ) : null}
        {actor.role ? <KeyValue label="Role then">{actor.role}</KeyValue> : null}
        {dataFacts(item, labels).map(([name, value]) => (
          <KeyValue key={name} label={<span className="inline-block first-letter:uppercase">{name}</span>}>
            <span className="mono">{value}</span>
          </KeyValue>
        ))}
        <KeyValue label="Entry">
          <span className="mono">{item.id}</span>
        </KeyValue>
        <KeyValue label="Hash">
          <Hash seal={item.seal} />
        </KeyValue>
        {request_id ? (
          <KeyValue label="Request">
            <CopyButton value={request_id} name="Request ID">
              <span className="mono">{request_id.slice(0, 8)}</span>
            </CopyButton>
          </KeyValue>
        ) : null}
      </Facts>
      <EntryActs item={item} />
      <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-12 empty:hidden">
        {actor.id !== null && query.actor_id !== actor.id ? (
          <Link prefetch={false} className="link rounded-tag" href={auditHref(query, { actor_id: actor.id })}>
            Only {actor.name}
          </Link>
        ) : null}
        {subject?.type === "pass" && query.subject_id !== subject.id ? (
          <Link
            prefetch={false}
            className="link rounded-tag"
            href={auditHref(query, { subject_type: "pass", subject_id: subject.id })}
          >
            Only this pass
          </Link>
        ) : null}
      </p>
    </div>
  );
}

/* Copies the full hash. The beginning of the previous hash shows how the two entries are chained. */
function Hash({ seal }: Pick<AuditItem, "seal">) {
  if (seal === null) return <span className="text-ink-3">Not sealed yet</span>;
  return (
    <CopyButton value={`${seal.seq}:${seal.hash}`} name="Hash">
      <span className="mono">
        {shortHash(seal.hash)}
        <span className="text-ink-3">
          {seal.previous === null ? " first" : ` after ${seal.previous.slice(0, 4)}…`}
        </span>
      </span>
    </CopyButton>
  );
}

const UNDOABLE = new Set(["pass.correct", "pass.undo"]);

function EntryActs({ item: { id, action, subject } }: { item: AuditItem }) {
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {subject?.type === "pass" && UNDOABLE.has(action) ? (
        <ButtonLink
          size="sm"
          prefetch={false}
          href={`/passes/${subject.id}?undo=${id}`}
          icon={<Undo2 aria-hidden />}
        >
          Undo…
        </ButtonLink>
      ) : null}
      <CopyLink id={id} />
    </div>
  );
}

function CopyLink({ id }: { id: string }) {
  return (
    <Button
      size="sm"
      variant="ghost"
      icon={<Copy aria-hidden />}
      onClick={() => void copyText(`${window.location.origin}/audit?entry=${id}`, "Link")}
    >
      Copy link
    </Button>
  );
}
