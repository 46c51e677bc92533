import type { ReactNode } from "react";
import { cn } from "./class-names";

type CardProps = { title?: ReactNode; actions?: ReactNode; children: ReactNode; className?: string };

/** A bordered panel; it has a heading row if it has a title. */
export function Card({ title, actions, children, className }: CardProps) {
  return (
    <section className={cn("rounded-card border bg-surface", className)}>
      {title ? (
        <div className="flex min-h-11 items-center gap-2 border-b px-4">
          <h2 className="flex-1">{title}</h2>
          {actions}
        </div>
      ) : null}
      <div className="p-4">{children}</div>
    </section>
  );
}
