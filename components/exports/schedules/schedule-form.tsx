"use client";

import { useState } from "react";
import { FORMAT_WORDS } from "@/components/exports/export-words";
import type { ScheduledView } from "./scheduled-view";
import { ScheduleTimeFields } from "@/components/jobs/schedule-time-fields";
import { FailureBanner } from "@/components/api/failure-banner";
import { useChangeKey } from "@/components/api/use-change-key";
import { useSending } from "@/components/api/use-sending";
import { addSchedule } from "@/components/jobs/send-job";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { Select } from "@/components/ui/form/select";
import { FILE_FORMATS, type FileFormat } from "@/lib/exports/export";
import { cronOf, type ScheduleTime } from "@/lib/jobs/schedules/schedule-cron";

type ScheduleFormProps = {
  views: readonly ScheduledView[];
  agencyZone: string;
  onSaved: (name: string) => void;
};

const FIRST_TIME: ScheduleTime = { frequency: "weekly", weekday: 1, day: 1, time: "06:00" };

const GROUPS = [
  { scope: "private", label: "My views" },
  { scope: "team", label: "Team views" },
  { scope: "everybody", label: "Everybody's" },
] as const;

export function ScheduleForm({ views, agencyZone, onSaved }: ScheduleFormProps) {
  const [viewId, setViewId] = useState(views[0]?.id ?? "");
  const [format, setFormat] = useState<FileFormat>("csv");
  const [time, setTime] = useState(FIRST_TIME);
  const { isSending, failure, send } = useSending();
  const keys = useChangeKey();
  const cron = cronOf(time);
  const view = views.find(({ id }) => id === viewId);
  const save = async () => {
    if (cron === null || !view || isSending) return;
    const passes = view.search === null ? { view_id: view.id } : { search: view.search };
    const payload = { ...passes, format, time_zone: agencyZone };
    const schedule = { name: view.name, kind: "export.start", cron, payload } as const;
    const outcome = await send(addSchedule(schedule, keys.of(schedule)));
    if (outcome.kind !== "done") return;
    keys.forget();
    onSaved(view.name);
  };
  return (
    <form
      className="flex flex-col gap-3.5"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {failure ? <FailureBanner title="Nothing was scheduled." failure={failure} /> : null}
      <div className="grid grid-cols-2 gap-x-4 gap-y-3.5 max-md:grid-cols-1">
        <ViewField views={views} viewId={viewId} onChoose={setViewId} />
        <FormatField format={format} onChoose={setFormat} />
      </div>
      <ScheduleTimeFields time={time} onChange={setTime} />
      <div>
        <Button type="submit" variant="primary" disabled={cron === null} working={isSending}>
          {cron === null ? "Enter a time to schedule" : "Schedule export"}
        </Button>
      </div>
    </form>
  );
}

type ViewFieldProps = { views: readonly ScheduledView[]; viewId: string; onChoose: (id: string) => void };

function ViewField({ views, viewId, onChoose }: ViewFieldProps) {
  return (
    <Field label="View" htmlFor="schedule-view" hint="Read anew each time it runs">
      <Select id="schedule-view" value={viewId} onChange={(event) => onChoose(event.target.value)}>
        {GROUPS.map(({ scope, label }) => {
          const group = views.filter((each) => each.scope === scope);
          return group.length === 0 ? null : (
            <optgroup key={scope} label={label}>
              {group.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </optgroup>
          );
        })}
      </Select>
    </Field>
  );
}

function FormatField({ format, onChoose }: { format: FileFormat; onChoose: (format: FileFormat) => void }) {
  return (
    <Field label="Format" htmlFor="schedule-format" hint={FORMAT_WORDS[format].what}>
      <Select
        id="schedule-format"
        value={format}
        onChange={(event) => {
          const chosen = FILE_FORMATS.find((each) => each === event.target.value);
          if (chosen) onChoose(chosen);
        }}
      >
        {FILE_FORMATS.map((each) => (
          <option key={each} value={each}>
            {FORMAT_WORDS[each].name}
          </option>
        ))}
      </Select>
    </Field>
  );
}
