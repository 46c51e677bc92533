"use client";

import { type SyntheticEvent, useState } from "react";
import { ACTION_OPTIONS, type AuditFilterKey, TIME_PRESETS } from "@/components/audit/audit-filters";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import type { AuditQuery } from "@/lib/audit/audit-query";

export type AuditFilterContext = {
  query: AuditQuery;
  /** Names of the people on this page, by id. */
  people: Readonly<Record<string, string>>;
};

type EditorProps = AuditFilterContext & { onApply: (change: Partial<AuditQuery>) => void };

/** The controls of one filter. */
export function AuditFilterEditor({ filter, ...props }: EditorProps & { filter: AuditFilterKey }) {
  switch (filter) {
    case "action":
      return <ActionEditor {...props} />;
    case "time":
      return <TimeEditor {...props} />;
    case "actor":
      return <ActorEditor {...props} />;
    case "pass":
      return <PassEditor {...props} />;
  }
}

function ActionEditor({ query, onApply }: EditorProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(query.actions));
  const toggle = (action: string) =>
    setChosen((known) =>
      known.has(action) ? new Set([...known].filter((each) => each !== action)) : new Set([...known, action]),
    );
  return (
    <fieldset>
      <legend className="mb-2 text-12 font-medium">Action</legend>
      <div className="flex flex-col gap-2">
        {ACTION_OPTIONS.map(({ value, label }) => (
          <div key={value} className="flex items-center gap-2">
            <Checkbox id={`action-${value}`} checked={chosen.has(value)} onChange={() => toggle(value)} />
            <label htmlFor={`action-${value}`}>{label}</label>
          </div>
        ))}
      </div>
      <Apply
        onApply={() =>
          onApply({ actions: ACTION_OPTIONS.map(({ value }) => value).filter((value) => chosen.has(value)) })
        }
      />
    </fieldset>
  );
}

function TimeEditor({ query, onApply }: EditorProps) {
  const [from, setFrom] = useState(dateOf(query.from));
  const [to, setTo] = useState(dateOf(query.to));
  const isBackwards = from !== "" && to !== "" && to < from;
  return (
    <div className="flex flex-col gap-1">
      {TIME_PRESETS.map((preset) => (
        <Button
          key={preset.from}
          variant="ghost"
          size="sm"
          className="justify-start first-letter:uppercase"
          onClick={() => onApply({ from: preset.from, to: null })}
        >
          <span className="first-letter:uppercase">{preset.label}</span>
        </Button>
      ))}
      <div className="mt-1 flex flex-col gap-2.5 border-t pt-2.5">
        <Field label="From" htmlFor="audit-from">
          <Input id="audit-from" type="date" value={from} onChange={(event) => setFrom(event.target.value)} />
        </Field>
        <Field
          label="To, not included"
          htmlFor="audit-to"
          error={isBackwards ? "To must be after From." : undefined}
        >
          <Input
            id="audit-to"
            type="date"
            value={to}
            invalid={isBackwards}
            onChange={(event) => setTo(event.target.value)}
          />
        </Field>
      </div>
      <Apply
        isOff={isBackwards || (from === "" && to === "")}
        onApply={() => onApply({ from: from === "" ? null : from, to: to === "" ? null : to })}
      />
    </div>
  );
}

function dateOf(text: string | null): string {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : "";
}

function ActorEditor({ query, people, onApply }: EditorProps) {
  const known = Object.entries(people).sort(([, a], [, b]) => a.localeCompare(b));
  const [chosen, setChosen] = useState(query.actor_id ?? known[0]?.[0] ?? "");
  if (known.length === 0)
    return <p className="text-ink-2">Nobody on this page is a person. Choose another time first.</p>;
  return (
    <>
      <Field label="Who" htmlFor="audit-actor" hint="People on this page">
        <Select id="audit-actor" value={chosen} onChange={(event) => setChosen(event.target.value)}>
          {known.map(([id, name]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Apply onApply={() => onApply({ actor_id: chosen })} />
    </>
  );
}

function PassEditor({ query, onApply }: EditorProps) {
  const [id, setId] = useState(query.subject_type === "pass" ? (query.subject_id ?? "") : "");
  const isRow = /^[1-9]\d{0,9}$/.test(id.trim());
  const apply = () => onApply({ subject_type: "pass", subject_id: id.trim() });
  const byEnter = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isRow) apply();
  };
  return (
    <form onSubmit={byEnter}>
      <Field label="Pass" htmlFor="audit-pass" hint="Number of its portal row, from the page of the pass">
        <Input
          id="audit-pass"
          inputMode="numeric"
          autoComplete="off"
          value={id}
          onChange={(event) => setId(event.target.value)}
        />
      </Field>
      <Apply isOff={!isRow} onApply={apply} />
    </form>
  );
}

function Apply({ isOff = false, onApply }: { isOff?: boolean; onApply: () => void }) {
  return (
    <div className="mt-3 flex justify-end">
      <Button variant="primary" size="sm" disabled={isOff} onClick={onApply}>
        Apply
      </Button>
    </div>
  );
}
