"use client";

import { type SyntheticEvent, useState } from "react";
import { ACTION_OPTIONS, type AuditFilterKey, TIME_PRESETS } from "./audit-filters";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Select } from "@/components/ui/form/select";
import { AUDIT_ACTIONS } from "@/lib/acts";
import type { AuditQuery } from "@/lib/audit/audit-query";

export type AuditFilterContext = {
  query: AuditQuery;
  /** Names of people by user id. */
  people: Readonly<Record<string, string>>;
};

type EditorProps = AuditFilterContext & { onApply: (change: Partial<AuditQuery>) => void };

export function AuditFilterEditor({ filter, ...props }: EditorProps & { filter: AuditFilterKey }) {
  switch (filter) {
    case "action":
      return <ActionEditor {...props} />;
    case "time":
      return <TimeEditor {...props} />;
    case "actor":
      return <ActorEditor {...props} />;
    case "pass":
      return <SubjectEditor {...props} />;
    case "case":
      return <CaseEditor {...props} />;
  }
}

function ActionEditor({ query, onApply }: EditorProps) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(query.action));
  const toggle = (action: string) =>
    setChosen((known) =>
      known.has(action) ? new Set([...known].filter((each) => each !== action)) : new Set([...known, action]),
    );
  return (
    <fieldset>
      <legend className="mb-2 text-12 font-medium">Action</legend>
      <div className="-mx-1 max-h-80 overflow-y-auto px-1">
        {ACTION_OPTIONS.map(({ label: group, actions }) => (
          <div key={group} role="group" aria-label={group} className="mb-3 flex flex-col gap-2">
            <span aria-hidden className="text-12 text-ink-3">
              {group}
            </span>
            {actions.map(({ value, label }) => (
              <div key={value} className="flex items-center gap-2">
                <Checkbox id={`action-${value}`} checked={chosen.has(value)} onChange={() => toggle(value)} />
                <label htmlFor={`action-${value}`}>{label}</label>
              </div>
            ))}
          </div>
        ))}
      </div>
      <Apply onApply={() => onApply({ action: AUDIT_ACTIONS.filter((value) => chosen.has(value)) })} />
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
          onClick={() => onApply({ from: preset.from, to: null })}
        >
          <span className="flex-1 text-left first-letter:uppercase">{preset.label}</span>
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
  if (known.length === 0) return <p className="text-ink-2">Nobody has an account yet.</p>;
  return (
    <>
      <Field label="Who" htmlFor="audit-actor">
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

function SubjectEditor({ query, onApply }: EditorProps) {
  const [type, setType] = useState<"pass" | "rider">(query.subject_type === "rider" ? "rider" : "pass");
  const isOne = query.subject_type === "pass" || query.subject_type === "rider";
  const [id, setId] = useState(isOne ? (query.subject_id ?? "") : "");
  const isRow = /^[1-9]\d{0,8}$/.test(id.trim());
  const apply = () => onApply({ subject_type: type, subject_id: id.trim() });
  return (
    <form onSubmit={(event) => byEnter(event, isRow, apply)} className="flex flex-col gap-2.5">
      <Field label="What" htmlFor="audit-subject">
        <Select
          id="audit-subject"
          value={type}
          onChange={(event) => setType(event.target.value === "rider" ? "rider" : "pass")}
        >
          <option value="pass">Pass</option>
          <option value="rider">Rider</option>
        </Select>
      </Field>
      <Field label="Number" htmlFor="audit-pass" hint="As in the address of its page">
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

function CaseEditor({ query, onApply }: EditorProps) {
  const [text, setText] = useState(query.case_ref ?? "");
  const isCase = text.trim() !== "";
  const apply = () => onApply({ case_ref: text.trim() });
  return (
    <form onSubmit={(event) => byEnter(event, isCase, apply)}>
      <Field label="Case" htmlFor="audit-case" hint="As it was given with the reason">
        <Input
          id="audit-case"
          autoComplete="off"
          maxLength={64}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Apply isOff={!isCase} onApply={apply} />
    </form>
  );
}

function byEnter(event: SyntheticEvent, isReady: boolean, apply: () => void): void {
  event.preventDefault();
  if (isReady) apply();
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
