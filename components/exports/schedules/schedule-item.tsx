"use client";

import { Pause, Play, Trash2 } from "lucide-react";
import { useState } from "react";
import { FORMAT_WORDS } from "@/components/exports/export-words";
import type { ScheduledView } from "./scheduled-view";
import { sayFailure } from "@/components/api/say-failure";
import { removeSchedule, switchSchedule } from "@/components/jobs/send-job";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/value/tag";
import { TimeText } from "@/components/ui/time/time-text";
import { besideWord, storedWord } from "@/lib/fields/stored-word";
import { FILE_FORMATS } from "@/lib/exports/export";
import { formatTime, formatTimeTitle } from "@/lib/format";
import type { Schedule } from "@/lib/jobs/schedules/schedule";
import type { ReadingClock } from "@/lib/time/reading-clock";

type ScheduleItemProps = {
  schedule: Schedule;
  views: readonly ScheduledView[];
  clock: ReadingClock;
  onSaved: (message: string) => void;
};

export function ScheduleItem({ schedule, views, clock, onSaved }: ScheduleItemProps) {
  const { name, when, is_enabled, paused_reason, next_on, last_on, last, owner } = schedule;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2.5">
      <div className="min-w-60 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <b className="font-medium">{name}</b>
          {is_enabled ? null : <Tag tone="warn">Paused</Tag>}
        </p>
        <p className="text-12 text-ink-2">
          {when}, {contentWords(schedule, views)}
          {owner ? `, by ${owner.name}` : ""}
        </p>
        {paused_reason ? <p className="text-12 text-bad-fg">{paused_reason}</p> : null}
        <p className="text-12 text-ink-3 tabular-nums">
          {next_on ? <Told label="Next" iso={next_on} clock={clock} /> : "Not coming"}
          {last_on ? (
            <>
              {" · "}
              <Told label="last" iso={last_on} clock={clock} />
              {last?.state === "dead" && last.error ? `: ${last.error}` : ""}
            </>
          ) : null}
        </p>
      </div>
      {schedule.can_change ? <Acts schedule={schedule} onSaved={onSaved} /> : null}
    </li>
  );
}

function Told({ label, iso, clock }: { label: string; iso: string; clock: ReadingClock }) {
  return (
    <>
      {label} <TimeText iso={iso} text={formatTime(iso, clock)} title={formatTimeTitle(iso, clock)} />
    </>
  );
}

/* The payload was validated when it was saved; here, anything unreadable is skipped. */
function contentWords({ payload }: Schedule, views: readonly ScheduledView[]): string {
  const kept = typeof payload === "object" && payload !== null ? payload : {};
  const format = storedWord(FILE_FORMATS, "format" in kept ? String(kept.format) : "csv");
  const viewId = "view_id" in kept ? kept.view_id : null;
  const search = "search" in kept ? kept.search : undefined;
  const view = views.find((each) => (viewId === null ? each.search === search : each.id === viewId));
  const { name: file } = besideWord(FORMAT_WORDS, format, { name: format, what: "" });
  if (view) return `view “${view.name}” as ${file}`;
  return viewId === null ? `a list as ${file}` : `a view of its owner's as ${file}`;
}

function Acts({ schedule, onSaved }: Pick<ScheduleItemProps, "schedule" | "onSaved">) {
  const [busy, setBusy] = useState<"pause" | "remove" | null>(null);
  const [isAsking, setAsking] = useState(false);
  const { id, is_enabled } = schedule;
  const act = async (which: "pause" | "remove", done: string) => {
    setBusy(which);
    const outcome = await (which === "remove" ? removeSchedule(id) : switchSchedule(id, !is_enabled));
    setBusy(null);
    setAsking(false);
    if (outcome.kind === "done") onSaved(done);
    else sayFailure(outcome, `“${schedule.name}” was not changed.`);
  };
  const name = <span className="sr-only"> {schedule.name}</span>;
  if (isAsking) {
    return (
      <span role="alert" className="flex flex-wrap items-center gap-2">
        <span className="text-12 text-ink-2">Files it made stay.</span>
        <Button size="sm" onClick={() => setAsking(false)}>
          Keep schedule
        </Button>
        <Button
          size="sm"
          variant="danger"
          working={busy === "remove"}
          onClick={() => void act("remove", "Schedule removed")}
        >
          Remove schedule
        </Button>
      </span>
    );
  }
  return (
    <span className="flex gap-2">
      <Button
        size="sm"
        icon={schedule.is_enabled ? <Pause aria-hidden /> : <Play aria-hidden />}
        working={busy === "pause"}
        onClick={() => void act("pause", schedule.is_enabled ? "Schedule paused" : "Schedule goes on")}
      >
        {schedule.is_enabled ? "Pause" : "Go on"}
        {name}
      </Button>
      <Button size="sm" icon={<Trash2 aria-hidden />} onClick={() => setAsking(true)}>
        Remove…{name}
      </Button>
    </span>
  );
}
