import { useId, type ReactNode } from "react";

type FoundSectionProps = { title: string; count: string; action?: ReactNode; children: ReactNode };

export function FoundSection({ title, count, action, children }: FoundSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <div className="flex min-h-8 items-center gap-2 pb-1.5">
        <h2 id={id}>{title}</h2>
        <span className="flex-1 text-ink-3 tabular-nums">{count}</span>
        {action}
      </div>
      {children}
    </section>
  );
}
