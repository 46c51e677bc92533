import { EXCLUSION_WORDS } from "./archive-words";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Field, fieldNoteId } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { ARCHIVABLE_STATUSES, ARCHIVE_EXCLUSIONS, type ArchivePolicy } from "@/lib/archive/archive";
import { STATUS_LABEL } from "@/lib/passes/pass-status";

export interface PolicyDraft extends Pick<ArchivePolicy, "statuses" | "exclusions"> {
  age_days: string;
  recent_order_days: string;
}

type PolicyFieldsProps = { draft: PolicyDraft; saved: ArchivePolicy; onChange: (draft: PolicyDraft) => void };

const MOST_DAYS = 36_500;

/** The typed number of days; null if the text is not a valid number of days. Pure. */
export function typedDays(text: string): number | null {
  const days = /^\d{1,5}$/.test(text.trim()) ? Number(text) : 0;
  return days >= 1 && days <= MOST_DAYS ? days : null;
}

const toggledIn = <T,>(all: readonly T[], chosen: readonly T[], value: T): T[] =>
  all.filter((each) => (each === value) !== chosen.includes(each));

export function PolicyFields({ draft, saved, onChange }: PolicyFieldsProps) {
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
        <DaysField
          id="age-days"
          label="Expired for at least, in days"
          text={draft.age_days}
          saved={saved.age_days}
          onChange={(age_days) => onChange({ ...draft, age_days })}
        />
        <fieldset>
          <legend className="mb-1.5 text-12 font-medium">Status</legend>
          {ARCHIVABLE_STATUSES.map((status) => (
            <Tick
              key={status}
              isOn={draft.statuses.includes(status)}
              onChange={() =>
                onChange({ ...draft, statuses: toggledIn(ARCHIVABLE_STATUSES, draft.statuses, status) })
              }
            >
              {STATUS_LABEL[status]}
            </Tick>
          ))}
          {draft.statuses.length === 0 ? (
            <p className="text-12 font-medium text-bad-fg">Choose at least one.</p>
          ) : null}
        </fieldset>
      </div>
      <fieldset>
        <legend className="mb-1.5 text-12 font-medium">Keep in the list where</legend>
        <div className="grid grid-cols-2 gap-x-4 max-md:grid-cols-1">
          {ARCHIVE_EXCLUSIONS.map((why) => (
            <Tick
              key={why}
              isOn={draft.exclusions.includes(why)}
              onChange={() =>
                onChange({ ...draft, exclusions: toggledIn(ARCHIVE_EXCLUSIONS, draft.exclusions, why) })
              }
            >
              {EXCLUSION_WORDS[why]}
            </Tick>
          ))}
        </div>
      </fieldset>
      {draft.exclusions.includes("recent_orders") ? (
        <DaysField
          id="recent-order-days"
          label="An order is recent for, in days"
          text={draft.recent_order_days}
          saved={saved.recent_order_days}
          onChange={(recent_order_days) => onChange({ ...draft, recent_order_days })}
        />
      ) : null}
    </div>
  );
}

interface DaysFieldProps {
  id: string;
  label: string;
  text: string;
  saved: number;
  onChange: (text: string) => void;
}

function DaysField({ id, label, text, saved, onChange }: DaysFieldProps) {
  const days = typedDays(text);
  const isChanged = days !== null && days !== saved;
  return (
    <Field
      label={label}
      htmlFor={id}
      hint={isChanged ? `Was ${saved}` : undefined}
      error={days === null ? "Give a whole number from 1 to 36,500." : undefined}
      className="max-w-60 max-md:max-w-none"
    >
      <Input
        id={id}
        inputMode="numeric"
        autoComplete="off"
        value={text}
        changed={isChanged}
        invalid={days === null}
        aria-describedby={fieldNoteId(id)}
        onChange={({ target }) => onChange(target.value)}
        className="tabular-nums"
      />
    </Field>
  );
}

function Tick({ isOn, onChange, children }: { isOn: boolean; onChange: () => void; children: string }) {
  return (
    <label className="flex min-h-7.5 cursor-pointer items-center gap-2 max-md:min-h-11">
      <Checkbox checked={isOn} onChange={onChange} />
      {children}
    </label>
  );
}
