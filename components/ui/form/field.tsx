import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

type FieldProps = {
  label: ReactNode;
  /** Id of the control. Set the control's `aria-describedby` to `fieldNoteId(htmlFor)`. */
  htmlFor: string;
  isOptional?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
  /** Shown to the right of the hint, such as a counter or "Reset". */
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
};

/** Id of the hint or error under a control. */
export function fieldNoteId(controlId: string): string {
  return `${controlId}-note`;
}

/** A label, its control, and below it the error or, without one, the hint. */
export function Field(props: FieldProps) {
  const note = props.error ?? props.hint;
  return (
    <div className={cn("flex min-w-0 flex-col gap-1.5", props.className)}>
      <label htmlFor={props.htmlFor} className="text-12 font-medium text-ink">
        {props.label}
        {props.isOptional ? <span className="font-normal text-ink-3"> optional</span> : null}
      </label>
      {props.children}
      {note || props.aside ? (
        <div className="flex justify-between gap-3 text-12">
          <span
            id={fieldNoteId(props.htmlFor)}
            className={props.error ? "flex gap-1.25 font-medium text-bad-fg" : "text-ink-3"}
          >
            {props.error ? <TriangleAlert aria-hidden className="mt-0.5 size-3 shrink-0" /> : null}
            {note}
          </span>
          {props.aside}
        </div>
      ) : null}
    </div>
  );
}
