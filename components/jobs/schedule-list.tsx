import { stateWords } from "./job-words";
import { ScheduleSwitch } from "./schedule-switch";
import { Table } from "@/components/data-table/table";
import type { TableShape } from "@/components/data-table/table-shape";
import { Tag } from "@/components/ui/value/tag";
import { TimeText } from "@/components/ui/time/time-text";
import { formatTime, formatTimeTitle, zoneLabel } from "@/lib/format";
import type { Schedule } from "@/lib/jobs/schedules/schedule";

type ScheduleListProps = { schedules: readonly Schedule[]; zone: string; now: string };

/** Schedules: those that people made first, then the built-in ones. */
export function ScheduleList({ schedules, zone, now }: ScheduleListProps) {
  const [first] = schedules;
  return (
    <section aria-labelledby="schedules" className="pb-8">
      <div className="flex items-baseline gap-3 px-6 pt-6 pb-2 max-md:px-4">
        <h2 id="schedules">Schedules</h2>
        {first ? <span className="text-12 text-ink-3">Repeated by {zoneLabel(first.zone, now)}</span> : null}
      </div>
      {first ? (
        <Table
          {...SCHEDULE_TABLE}
          caption="Schedules"
          rows={schedules}
          rowKey={({ id }) => id}
          anchor={({ id }) => `schedule-${id}`}
          given={{ zone, now }}
        />
      ) : (
        <p className="px-6 text-ink-2 max-md:px-4">
          Nothing is repeated. The worker writes its own schedules when it starts.
        </p>
      )}
    </section>
  );
}

const SCHEDULE_TABLE: TableShape<Schedule, { zone: string; now: string }> = {
  phone: "stack",
  className: "table-fixed",
  columns: [
    { label: "Name", cell: (schedule) => <Name schedule={schedule} />, cellClassName: "md:py-2" },
    { label: "When", cell: ({ when }) => when, width: "w-72", cellClassName: "text-ink-2" },
    {
      label: "Owner",
      cell: ({ owner }) => owner?.name ?? "PassDesk",
      width: "w-36",
      cellClassName: "truncate text-ink-2 max-md:hidden",
    },
    {
      label: "Next",
      cell: ({ next_on }, clock) => <Moment iso={next_on} {...clock} lead="Next: " />,
      width: "w-40",
      cellClassName: "text-ink-2 tabular-nums",
    },
    {
      label: "Last",
      cell: (schedule, clock) => <Last schedule={schedule} {...clock} />,
      width: "w-48",
      cellClassName: "text-ink-2 tabular-nums",
    },
    {
      label: "Act",
      isLabelHidden: true,
      cell: ({ id, name, is_enabled, can_change }) =>
        can_change ? <ScheduleSwitch id={id} name={name} isEnabled={is_enabled} /> : null,
      width: "w-28",
      cellClassName: "text-right max-md:mt-1",
    },
  ],
};

function Name({ schedule: { name, is_enabled, paused_reason } }: { schedule: Schedule }) {
  return (
    <>
      <span className="font-medium">{name}</span>
      {is_enabled ? null : (
        <Tag tone="warn" className="ml-2">
          Paused
        </Tag>
      )}
      {paused_reason === null ? null : <p className="text-12 text-pretty text-bad-fg">{paused_reason}</p>}
    </>
  );
}

type MomentProps = { iso: string | null; zone: string; now: string; lead: string };

function Moment({ iso, zone, now, lead }: MomentProps) {
  if (iso === null) return <span className="text-ink-3">–</span>;
  return (
    <>
      <span className="md:sr-only">{lead}</span>
      <TimeText iso={iso} text={formatTime(iso, { zone, now })} title={formatTimeTitle(iso, { zone })} />
    </>
  );
}

function Last({ schedule, zone, now }: { schedule: Schedule; zone: string; now: string }) {
  const { last, last_on } = schedule;
  const outcome = last && stateWords(last.state);
  return (
    <span className="inline-flex items-center gap-2">
      <span>
        <Moment iso={last_on} zone={zone} now={now} lead="Last: " />
      </span>
      {outcome ? <Tag tone={outcome.tone}>{outcome.label}</Tag> : null}
    </span>
  );
}
