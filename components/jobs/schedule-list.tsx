import { ScheduleSwitch } from "./schedule-switch";
import { Tag } from "@/components/ui/value/tag";
import { TimeText } from "@/components/ui/time/time-text";
import { formatTime, formatTimeTitle, zoneLabel } from "@/lib/format";
import type { Schedule } from "@/lib/jobs/schedules/schedule";

type ScheduleListProps = { schedules: readonly Schedule[]; zone: string; now: string };

/** What is repeated: people's first, the machine's own behind. */
export function ScheduleList({ schedules, zone, now }: ScheduleListProps) {
  const [first] = schedules;
  return (
    <section aria-labelledby="schedules" className="pb-8">
      <div className="flex items-baseline gap-3 px-6 pt-6 pb-2 max-md:px-4">
        <h2 id="schedules">Schedules</h2>
        {first ? <span className="text-12 text-ink-3">Repeated by {zoneLabel(first.zone, now)}</span> : null}
      </div>
      {first ? (
        <table className="table table-fixed">
          <caption className="sr-only">Schedules</caption>
          <colgroup className="max-md:hidden">
            <col />
            <col className="w-72" />
            <col className="w-36" />
            <col className="w-40" />
            <col className="w-48" />
            <col className="w-28" />
          </colgroup>
          <thead className="max-md:sr-only">
            <tr>
              <th scope="col">Name</th>
              <th scope="col">When</th>
              <th scope="col">Owner</th>
              <th scope="col">Next</th>
              <th scope="col">Last</th>
              <th scope="col">
                <span className="sr-only">Act</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {schedules.map((schedule) => (
              <ScheduleRow key={schedule.id} schedule={schedule} zone={zone} now={now} />
            ))}
          </tbody>
        </table>
      ) : (
        <p className="px-6 text-ink-2 max-md:px-4">
          Nothing is repeated. The worker writes its own schedules when it starts.
        </p>
      )}
    </section>
  );
}

function ScheduleRow({ schedule, zone, now }: { schedule: Schedule; zone: string; now: string }) {
  const { id, name, when, owner, next_on, paused_reason, is_enabled, can_change } = schedule;
  return (
    <tr
      id={`schedule-${id}`}
      className="max-md:flex max-md:flex-col max-md:gap-0.5 max-md:border-b max-md:px-4 max-md:py-2.5 max-md:[&>td]:block max-md:[&>td]:h-auto max-md:[&>td]:border-0 max-md:[&>td]:bg-transparent! max-md:[&>td]:p-0!"
    >
      <td className="py-2!">
        <span className="font-medium">{name}</span>
        {is_enabled ? null : (
          <Tag tone="warn" className="ml-2">
            Paused
          </Tag>
        )}
        {paused_reason === null ? null : <p className="text-12 text-pretty text-bad-fg">{paused_reason}</p>}
      </td>
      <td className="text-ink-2">{when}</td>
      <td className="truncate text-ink-2 max-md:hidden!">{owner?.name ?? "PassDesk"}</td>
      <td className="text-ink-2 tabular-nums">
        <Moment iso={next_on} zone={zone} now={now} lead="Next: " />
      </td>
      <td className="text-ink-2 tabular-nums">
        <Last schedule={schedule} zone={zone} now={now} />
      </td>
      <td className="text-right max-md:mt-1">
        {can_change ? <ScheduleSwitch id={id} name={name} isEnabled={is_enabled} /> : null}
      </td>
    </tr>
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

const OUTCOMES = {
  queued: { label: "Queued", tone: "neutral" },
  running: { label: "Running", tone: "info" },
  done: { label: "Done", tone: "ok" },
  dead: { label: "Given up", tone: "bad" },
  cancelled: { label: "Cancelled", tone: "neutral" },
} as const;

function Last({ schedule, zone, now }: { schedule: Schedule; zone: string; now: string }) {
  const { last, last_on } = schedule;
  const outcome = last && OUTCOMES[last.state];
  return (
    <span className="inline-flex items-center gap-2">
      <span>
        <Moment iso={last_on} zone={zone} now={now} lead="Last: " />
      </span>
      {outcome ? <Tag tone={outcome.tone}>{outcome.label}</Tag> : null}
    </span>
  );
}
