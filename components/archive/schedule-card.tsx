"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { FailureBanner } from "@/components/api/failure-banner";
import { sayFailure } from "@/components/api/say-failure";
import { useChangeKey } from "@/components/api/use-change-key";
import { useSending } from "@/components/api/use-sending";
import { ScheduleTimeFields } from "@/components/jobs/schedule-time-fields";
import { addSchedule, removeSchedule } from "@/components/jobs/send-job";
import { ScheduleSwitch } from "@/components/jobs/schedule-switch";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Tag } from "@/components/ui/value/tag";
import { TimeText } from "@/components/ui/time/time-text";
import { toast } from "@/components/ui/overlay/toast";
import { cronOf, type ScheduleTime } from "@/lib/jobs/schedules/schedule-cron";
import { formatTime, formatTimeTitle, zoneLabel } from "@/lib/format";
import type { Schedule } from "@/lib/jobs/schedules/schedule";
import type { ReadingClock } from "@/lib/time/reading-clock";

type ScheduleCardProps = { schedules: readonly Schedule[]; agencyZone: string; clock: ReadingClock };

const FIRST_TIME: ScheduleTime = { frequency: "weekly", weekday: 0, day: 1, time: "03:00" };
const NAMES = {
  daily: "Archive every day",
  weekly: "Archive every week",
  monthly: "Archive every month",
} as const;

export function ScheduleCard({ schedules, agencyZone, clock }: ScheduleCardProps) {
  return (
    <Card title="Schedule">
      <div className="flex flex-col gap-4">
        {schedules.length === 0 ? (
          <p className="text-ink-2">The policy runs only when somebody starts it.</p>
        ) : (
          <ul className="divide-y rounded-control border">
            {schedules.map((schedule) => (
              <ScheduleLine key={schedule.id} schedule={schedule} clock={clock} />
            ))}
          </ul>
        )}
        <NewSchedule key={schedules.length} agencyZone={agencyZone} now={clock.now} />
      </div>
    </Card>
  );
}

function ScheduleLine({ schedule, clock }: { schedule: Schedule; clock: ReadingClock }) {
  const router = useRouter();
  const { isSending, send } = useSending();
  const { id, name, when, owner, is_enabled, paused_reason, next_on, can_change } = schedule;
  const remove = async () => {
    const outcome = await send(removeSchedule(id));
    if (outcome.kind !== "done") return sayFailure(outcome);
    toast.success(`“${name}” is removed`, { description: "What it archived stays archived." });
    router.refresh();
    return undefined;
  };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2.5">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-2">
          <b className="font-medium">{when}</b>
          {is_enabled ? null : <Tag tone="warn">Paused</Tag>}
        </p>
        {paused_reason ? <p className="text-12 text-bad-fg">{paused_reason}</p> : null}
        <p className="text-12 text-ink-3 tabular-nums">
          {owner ? `By ${owner.name}` : ""}
          {next_on ? (
            <>
              , next{" "}
              <TimeText
                iso={next_on}
                text={formatTime(next_on, clock)}
                title={formatTimeTitle(next_on, clock)}
              />
            </>
          ) : null}
        </p>
      </div>
      {can_change ? (
        <span className="flex gap-2">
          <ScheduleSwitch id={id} name={name} isEnabled={is_enabled} />
          <Button size="sm" working={isSending} onClick={() => void remove()}>
            Remove<span className="sr-only"> {name}</span>
          </Button>
        </span>
      ) : null}
    </li>
  );
}

function NewSchedule({ agencyZone, now }: { agencyZone: string; now: Date }) {
  const router = useRouter();
  const [time, setTime] = useState(FIRST_TIME);
  const { isSending, failure, send } = useSending();
  const keys = useChangeKey();
  const cron = cronOf(time);
  const save = async () => {
    if (cron === null || isSending) return;
    const schedule = { name: NAMES[time.frequency], kind: "archive.start", cron, payload: {} } as const;
    const outcome = await send(addSchedule(schedule, keys.of(schedule)));
    if (outcome.kind !== "done") return;
    keys.forget();
    toast.success("The policy runs by itself from now on");
    router.refresh();
  };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <ScheduleTimeFields time={time} onChange={setTime} />
      <p className="text-12 text-ink-3">
        Times are the agency’s, {zoneLabel(agencyZone, now.toISOString())}. Each run takes the policy as it is
        then.
      </p>
      {failure ? <FailureBanner title="Nothing was scheduled." failure={failure} /> : null}
      <div>
        <Button type="submit" disabled={cron === null} working={isSending}>
          {cron === null ? "Enter a time to schedule" : "Add schedule"}
        </Button>
      </div>
    </form>
  );
}
