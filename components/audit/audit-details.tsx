import Link from "next/link";
import { auditHref } from "@/components/audit/audit-filters";
import { type AuditWords, changesOf, dataFacts } from "@/components/audit/audit-words";
import { ChangeTable } from "@/components/corrections/change-table";
import { CopyButton } from "@/components/ui/copy-button";
import { Facts } from "@/components/ui/facts";
import { KeyValue } from "@/components/ui/key-value";
import type { AuditItem } from "@/lib/audit/audit-item";
import type { AuditQuery } from "@/lib/audit/audit-query";

type AuditDetailsProps = { id: string; item: AuditItem; query: AuditQuery; words: AuditWords };

/** Everything an entry holds: each field before and after, the reason in full, and where to look on. */
export function AuditDetails({ id, item, query, words }: AuditDetailsProps) {
  const changes = changesOf(item, words);
  return (
    <tr id={id} className="max-md:block">
      <td colSpan={6} className="h-auto! bg-surface-2! p-0! max-md:block max-md:border-b">
        <div className="grid grid-cols-[minmax(0,1fr)_288px] gap-8 pt-1 pr-6 pb-4 pl-14 max-lg:grid-cols-1 max-lg:gap-4 max-md:px-4">
          {changes.length > 0 ? (
            <div>
              <ChangeTable
                caption={`What entry ${item.id} changed`}
                beforeLabel="Before"
                afterLabel="After"
                rows={changes.map(({ field, label, before, after }) => ({
                  key: field,
                  label,
                  before,
                  after,
                }))}
              />
            </div>
          ) : (
            <p className="text-ink-2">This act changed no field.</p>
          )}
          <EntryFacts item={item} query={query} />
        </div>
      </td>
    </tr>
  );
}

function EntryFacts({ item, query }: { item: AuditItem; query: AuditQuery }) {
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
        {dataFacts(item).map(([name, value]) => (
          <KeyValue key={name} label={<span className="inline-block first-letter:uppercase">{name}</span>}>
            <span className="mono">{value}</span>
          </KeyValue>
        ))}
        <KeyValue label="Entry">
          <span className="mono">{item.id}</span>
        </KeyValue>
        {request_id ? (
          <KeyValue label="Request">
            <CopyButton value={request_id} name="Request ID">
              <span className="mono">{request_id.slice(0, 8)}</span>
            </CopyButton>
          </KeyValue>
        ) : null}
      </Facts>
      <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1 text-12">
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
