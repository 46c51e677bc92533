import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Select } from "@/components/ui/form/select";
import { FREQUENCIES, isLastDay, type ScheduleTime } from "@/lib/jobs/schedules/schedule-cron";

const FREQUENCY_WORDS = { daily: "Every day", weekly: "Every week", monthly: "Every month" } as const;
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const DAYS = Array.from({ length: 31 }, (_, at) => at + 1);

type ScheduleTimeFieldsProps = { time: ScheduleTime; onChange: (time: ScheduleTime) => void };

/** How often, on which day and at what time, in the agency's time zone. */
export function ScheduleTimeFields({ time, onChange }: ScheduleTimeFieldsProps) {
  return (
    <div className="grid grid-cols-3 gap-x-4 gap-y-3.5 max-md:grid-cols-1">
      <Field label="How often" htmlFor="schedule-frequency">
        <Select
          id="schedule-frequency"
          value={time.frequency}
          onChange={(event) => {
            const frequency = FREQUENCIES.find((each) => each === event.target.value);
            if (frequency) onChange({ ...time, frequency });
          }}
        >
          {FREQUENCIES.map((each) => (
            <option key={each} value={each}>
              {FREQUENCY_WORDS[each]}
            </option>
          ))}
        </Select>
      </Field>
      <DayField time={time} onChange={onChange} />
      <Field label="At" htmlFor="schedule-time">
        <Input
          id="schedule-time"
          type="time"
          required
          value={time.time}
          onChange={(event) => onChange({ ...time, time: event.target.value })}
        />
      </Field>
    </div>
  );
}

function DayField({ time, onChange }: ScheduleTimeFieldsProps) {
  if (time.frequency === "daily") return null;
  const isWeekly = time.frequency === "weekly";
  const hint =
    !isWeekly && isLastDay(time.day) ? "The last day of each month, since some are shorter" : undefined;
  return (
    <Field label="On" htmlFor="schedule-day" hint={hint}>
      <Select
        id="schedule-day"
        value={isWeekly ? time.weekday : time.day}
        onChange={(event) => {
          const chosen = Number(event.target.value);
          onChange(isWeekly ? { ...time, weekday: chosen } : { ...time, day: chosen });
        }}
      >
        {isWeekly
          ? WEEKDAYS.map((name, at) => (
              <option key={name} value={at}>
                {name}
              </option>
            ))
          : DAYS.map((day) => (
              <option key={day} value={day}>
                {isLastDay(day) ? `Day ${day} (last day)` : `Day ${day}`}
              </option>
            ))}
      </Select>
    </Field>
  );
}
