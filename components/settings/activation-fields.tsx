"use client";

import { Plus, X } from "lucide-react";
import type { ActivationDraft } from "./fare-rule-draft";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/form/checkbox";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/form/input";
import { sayDays } from "@/lib/explain/explain-words";

type ActivationFieldsProps = {
  windows: readonly ActivationDraft[];
  errors: Readonly<Record<string, string>>;
  agencyZone: string;
  onChange: (windows: ActivationDraft[]) => void;
};

const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** When a pass may be first used; without a window, at any time. */
export function ActivationFields({ windows, errors, agencyZone, onChange }: ActivationFieldsProps) {
  const put = (at: number, change: Partial<ActivationDraft>) =>
    onChange(windows.map((window, each) => (each === at ? { ...window, ...change } : window)));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-12 font-medium">
        First use <span className="font-normal text-ink-3">only at these hours; none: at any time</span>
      </legend>
      {windows.map((window, at) => (
        <WindowLine
          key={at}
          window={window}
          number={at + 1}
          error={errorOf(errors, at)}
          onChange={(change) => put(at, change)}
          onRemove={() => onChange(windows.filter((_, each) => each !== at))}
        />
      ))}
      <Button
        size="sm"
        icon={<Plus aria-hidden />}
        className="self-start"
        onClick={() =>
          onChange([...windows, { days: [1, 2, 3, 4, 5], from: "06:00", until: "09:00", zone: agencyZone }])
        }
      >
        Add hours
      </Button>
    </fieldset>
  );
}

function errorOf(errors: Readonly<Record<string, string>>, at: number): string | undefined {
  const path = Object.keys(errors).find((key) => key.startsWith(`activation.${at}.`));
  return path === undefined ? undefined : errors[path];
}

type WindowLineProps = {
  window: ActivationDraft;
  number: number;
  error: string | undefined;
  onChange: (change: Partial<ActivationDraft>) => void;
  onRemove: () => void;
};

function WindowLine({ window, number, error, onChange, onRemove }: WindowLineProps) {
  const { days, from, until, zone } = window;
  const toggle = (day: number) =>
    onChange({ days: days.includes(day) ? days.filter((each) => each !== day) : [...days, day].sort() });
  return (
    <div
      className="flex flex-col gap-2 rounded-control border p-3"
      role="group"
      aria-label={`Hours ${number}`}
    >
      <div className="flex flex-wrap gap-x-3 gap-y-1">
        {WEEK.map((day) => (
          <label key={day} className="inline-flex min-h-6 items-center gap-1.5 text-12 max-md:min-h-11">
            <Checkbox checked={days.includes(day)} onChange={() => toggle(day)} />
            {sayDays([day])}
          </label>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Input
          type="time"
          aria-label="From"
          value={from}
          className="w-32 flex-none"
          onChange={(event) => onChange({ from: event.target.value })}
        />
        <span className="text-12 text-ink-3">to</span>
        <Input
          type="time"
          aria-label="Until"
          value={until}
          className="w-32 flex-none"
          onChange={(event) => onChange({ until: event.target.value })}
        />
        <Input
          aria-label="Time zone"
          value={zone}
          className="w-44 flex-1"
          onChange={(event) => onChange({ zone: event.target.value })}
        />
        <IconButton label={`Remove hours ${number}`} icon={<X aria-hidden />} onClick={onRemove} />
      </div>
      {error ? <p className="text-12 font-medium text-bad-fg">{error}</p> : null}
    </div>
  );
}
