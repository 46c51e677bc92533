import type { ReactNode } from "react";

export function Before({ children }: { children: ReactNode }) {
  return (
    <del className="rounded-[3px] bg-del-bg box-decoration-clone px-1 text-del-fg decoration-1">
      <span className="sr-only">Before: </span>
      {children}
    </del>
  );
}

export function After({ children }: { children: ReactNode }) {
  return (
    <ins className="rounded-[3px] bg-add-bg box-decoration-clone px-1 text-add-fg no-underline">
      <span className="sr-only">After: </span>
      {children}
    </ins>
  );
}

/** One value before and after a write, in a line of text; null reads "Empty". */
export function Diff({ before, after }: { before: ReactNode; after: ReactNode }) {
  return (
    <span>
      <Before>{before ?? "Empty"}</Before> <span aria-hidden>→</span> <After>{after ?? "Empty"}</After>
    </span>
  );
}
