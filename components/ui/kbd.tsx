import type { ReactNode } from "react";
import { cn } from "./class-names";

export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={cn(
        "inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-tag border border-b-[1.5px] border-line bg-surface px-1 font-sans text-11 leading-none font-medium text-ink-3",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
