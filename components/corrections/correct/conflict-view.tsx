"use client";

import { GitMerge } from "lucide-react";
import { type ChangeRow, ChangeTable } from "@/components/corrections/change-table";
import type { ConflictProps } from "./conflict-props";
import { MergeTable } from "./merge-table";
import { valueText } from "@/components/corrections/value-text";
import { Tag } from "@/components/ui/value/tag";
import { formatRelative } from "@/lib/format";
import { REASONS } from "@/lib/corrections/correction-rules";
import type { CorrectableField } from "@/lib/passes/pass-fields";

export function ConflictView(props: ConflictProps) {
  const { stale, rows, labels, reason, onEdit, zone } = props;
  const who = stale.changed_by?.name ?? "Outside this desk";
  // Counted from the moment the conflict was found, not from when the form was opened.
  const when = stale.changed_by ? sinceText(stale.changed_by.at, { zone, now: props.now }) : null;
  const shown = new Set<string>(rows.map(({ field }) => field));
  const others = stale.differing.map(({ field }) => field).filter((field) => !shown.has(field));
  return (
    <>
      <div
        role="alert"
        className="mb-4 flex gap-2.5 rounded-control bg-warn-bg px-3 py-2.5 text-ink-2 forced-colors:border"
      >
        <GitMerge aria-hidden className="mt-0.5 size-4 shrink-0 text-warn-fg" />
        <p>
          <b className="text-ink">Someone changed this pass{when ? ` ${when}` : ""}.</b>{" "}
          {stale.changed_by
            ? `${who} saved a correction while you were editing.`
            : "The change did not come from this desk: a sync, or the portal itself."}{" "}
          Nothing of yours is saved yet. Choose what to keep, then save.
        </p>
      </div>
      <MergeTable {...props} who={who} when={when} />
      {others.length > 0 ? (
        <p className="mt-2 text-12 text-ink-3">
          Also changed since you opened it: {others.map((field) => labels[field] ?? field).join(", ")}.
        </p>
      ) : null}
      <section aria-labelledby="result-title" className="mt-4 border-t pt-4">
        <h2 id="result-title" className="mb-2">
          Result if you save now
        </h2>
        <Result {...props} who={who} />
      </section>
      <section aria-labelledby="your-reason-title" className="mt-4 border-t pt-4">
        <h2 id="your-reason-title" className="mb-2">
          Your reason
        </h2>
        <p className="text-ink-2">
          {reason ? <Tag className="mr-1.5">{REASONS[reason.code]}</Tag> : null}
          {reason?.note}{" "}
          {reason?.case_ref ? <span className="mono text-ink-3">{reason.case_ref} </span> : null}
          <button type="button" className="link rounded-tag" onClick={onEdit}>
            Edit
          </button>
        </p>
      </section>
    </>
  );
}

function Result({
  changes,
  current,
  labels,
  rows,
  problems,
  zone,
  now,
  who,
}: ConflictProps & { who: string }) {
  if (changes === null) return <p className="text-ink-2">Choose a value above to see the result.</p>;
  const fields = Object.keys(changes) as CorrectableField[];
  if (fields.length === 0) return <p className="text-ink-2">Nothing: the pass stays as {who} left it.</p>;
  const contested = new Set(rows.filter(({ kind }) => kind === "both").map(({ field }) => field));
  return (
    <ChangeTable
      caption="Result if you save now"
      beforeLabel="Now in the portal"
      afterLabel="After you save"
      rows={fields.map((field): ChangeRow => ({
        key: field,
        label: labels[field] ?? field,
        before: valueText(field, current[field], { zone, now }),
        after: valueText(field, changes[field] ?? null, { zone, now }),
        problem: problems[field],
        note: contested.has(field) ? "replaces the other value" : undefined,
      }))}
    />
  );
}

const JUST_NOW_MS = 5_000;

function sinceText(iso: string, clock: { zone: string; now: Date }): string {
  // The server's clock may be a little ahead of the browser's.
  return clock.now.getTime() - Date.parse(iso) < JUST_NOW_MS ? "just now" : formatRelative(iso, clock);
}
