import type { ReactNode } from "react";

export function AsidePart({ title, children }: { title: ReactNode; children: ReactNode }) {
  return (
    <section className="border-b px-5 py-4 max-md:px-4">
      <h2 className="mb-2.5 text-12 leading-4 font-medium tracking-normal text-ink-3">{title}</h2>
      {children}
    </section>
  );
}

/** Shown in place of a missing value: "None", "Not recorded". */
export function Nothing({ children }: { children: string }) {
  return <span className="text-ink-3">{children}</span>;
}
