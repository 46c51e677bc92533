import type { ReactNode } from "react";

type RiderSectionProps = {
  id: string;
  title: string;
  /** How many there are in all, shown or not. */
  count?: string;
  aside?: ReactNode;
  children: ReactNode;
};

export function RiderSection({ id, title, count, aside, children }: RiderSectionProps) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="mt-6 scroll-mt-4">
      <div className="flex min-h-8 items-center gap-2 border-b pb-1">
        <h2 id={`${id}-title`}>{title}</h2>
        {count === undefined ? null : <span className="text-ink-3 tabular-nums">{count}</span>}
        <span className="ml-auto text-12 text-ink-2">{aside}</span>
      </div>
      {children}
    </section>
  );
}

export function NothingHere({ children }: { children: string }) {
  return <p className="py-3 text-ink-2">{children}</p>;
}
