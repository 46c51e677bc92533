import { Check, ChevronLeft } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";

export type BulkStep = "change" | "preview" | "run";

type BulkFrameProps = {
  backHref: string;
  backLabel: string;
  title: string;
  tag?: ReactNode;
  /** Null for an undo, which has no choices to make. */
  step: BulkStep;
  isStepDone?: boolean;
  aside: ReactNode;
  footer?: ReactNode;
  children: ReactNode;
};

export function BulkFrame(props: BulkFrameProps) {
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="shrink-0 border-b px-6 pt-3 pb-3.5 max-md:px-4">
        <Link
          href={props.backHref}
          prefetch={false}
          className="inline-flex h-7 items-center gap-1 rounded-tag text-12 text-ink-3 hover:text-ink max-md:h-11 max-md:text-13"
        >
          <ChevronLeft aria-hidden className="size-3.5" />
          {props.backLabel}
        </Link>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h1 className="tabular-nums">{props.title}</h1>
          {props.tag}
          <Steps step={props.step} isDone={props.isStepDone ?? false} />
        </div>
      </header>
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_320px] max-lg:block max-lg:overflow-auto">
        <div className="min-h-0 min-w-0 overflow-auto px-6 py-5 max-lg:overflow-visible max-md:px-4 max-md:py-4">
          {props.children}
        </div>
        <aside
          aria-label="Summary"
          className="min-h-0 overflow-auto border-l bg-surface-2 max-lg:grid max-lg:grid-cols-2 max-lg:overflow-visible max-lg:border-t max-lg:border-l-0 max-md:block [&_dl>div]:grid-cols-[84px_minmax(0,1fr)] [&_dl>div]:gap-x-2"
        >
          {props.aside}
        </aside>
      </div>
      {props.footer}
    </div>
  );
}

const STEPS: readonly { step: BulkStep; label: string }[] = [
  { step: "change", label: "Change" },
  { step: "preview", label: "Preview" },
  { step: "run", label: "Run" },
];

function Steps({ step, isDone }: { step: BulkStep; isDone: boolean }) {
  const at = STEPS.findIndex((each) => each.step === step);
  return (
    <ol
      aria-label="Steps"
      className="ml-auto flex items-center gap-2 text-12 text-ink-3 max-md:ml-0 max-md:basis-full"
    >
      {STEPS.map(({ step: name, label }, index) => {
        const state = index < at || (index === at && isDone) ? "done" : index === at ? "current" : "ahead";
        return (
          <li
            key={name}
            aria-current={index === at ? "step" : undefined}
            className={cn("flex items-center gap-1.5", index === at && "font-medium text-ink")}
          >
            {index > 0 ? <span aria-hidden className="mr-0.5 h-px w-6 bg-line-strong" /> : null}
            <StepMark number={index + 1} state={state} />
            {label}
            {state === "done" ? <span className="sr-only">, done</span> : null}
          </li>
        );
      })}
    </ol>
  );
}

function StepMark({ number, state }: { number: number; state: "done" | "current" | "ahead" }) {
  return (
    <span
      aria-hidden
      className={cn(
        "grid size-5 shrink-0 place-items-center rounded-full text-11 font-medium forced-colors:border",
        state === "done" && "bg-ok-bg text-ok-fg",
        state === "current" && "bg-ink text-surface",
        state === "ahead" && "border border-line-strong",
      )}
    >
      {state === "done" ? <Check className="size-3" strokeWidth={2.5} /> : number}
    </span>
  );
}

/** The next step, at the foot of the page. On a phone, which is read-only, a note takes its place. */
export function BulkFoot({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <section
        aria-label={label}
        className="flex shrink-0 flex-wrap items-center gap-3 border-t bg-surface px-6 py-3 max-md:hidden"
      >
        {children}
      </section>
      <p className="shrink-0 border-t bg-surface-2 px-4 py-3 text-12 text-ink-2 md:hidden">
        Bulk corrections are made on a larger screen. Here you can read along.
      </p>
    </>
  );
}
