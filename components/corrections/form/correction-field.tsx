import type { ReactNode } from "react";
import { Field } from "@/components/ui/form/field";

type CorrectionFieldProps = {
  id: string;
  label: string;
  isChanged: boolean;
  /** The field's saved value, formatted; null if it was empty. */
  was: string | null;
  error?: string;
  /** Shown while the field is unchanged. */
  hint?: string;
  onReset: () => void;
  /** Left out if the field may not be empty or already is. */
  onClear?: () => void;
  children: ReactNode;
};

export function CorrectionField(props: CorrectionFieldProps) {
  const { label, isChanged, was, error, onReset, onClear } = props;
  return (
    <Field
      htmlFor={props.id}
      label={label}
      error={error}
      hint={isChanged ? `Was ${was ?? "empty"}` : (props.hint ?? "Not changed")}
      aside={
        <span className="flex shrink-0 gap-3">
          {onClear ? <Act act="Clear" label={label} onPress={onClear} /> : null}
          {isChanged ? <Act act="Reset" label={label} onPress={onReset} /> : null}
        </span>
      }
    >
      {props.children}
    </Field>
  );
}

function Act({ act, label, onPress }: { act: string; label: string; onPress: () => void }) {
  return (
    <button type="button" className="link -my-1 min-h-6 rounded-tag" onClick={onPress}>
      {act}
      <span className="sr-only">: {label}</span>
    </button>
  );
}
