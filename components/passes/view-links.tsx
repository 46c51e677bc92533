"use client";

import { BUILT_IN_VIEWS } from "@/components/passes/built-in-views";
import { useList } from "@/components/passes/list-context";
import { ListLink } from "@/components/passes/list-link";
import { parsePassQuery, passQueryIdentity } from "@/lib/passes/pass-query";

/** The questions asked every day, as links; "All" is the current one, with a dot, when the filters are somebody's own. */
export function ViewLinks() {
  const { query, clock } = useList();
  const identity = passQueryIdentity(query);
  const current = BUILT_IN_VIEWS.find((view) => view.search === identity);
  return (
    <nav
      aria-label="Views"
      className="flex shrink-0 gap-1 overflow-x-auto border-b px-4 [scrollbar-width:none] max-md:px-2"
    >
      {BUILT_IN_VIEWS.map((view) => {
        const isEdited = current === undefined && view.search === "";
        return (
          <ListLink
            key={view.name}
            to={{ query: { ...parsePassQuery(new URLSearchParams(view.search), clock), limit: query.limit } }}
            aria-current={view === current || isEdited ? "page" : undefined}
            className="relative inline-flex h-9 items-center gap-1.5 rounded-control px-2 font-medium whitespace-nowrap text-ink-2 -outline-offset-2 hover:text-ink aria-[current]:text-ink aria-[current]:after:absolute aria-[current]:after:inset-x-2 aria-[current]:after:bottom-0 aria-[current]:after:h-0.5 aria-[current]:after:bg-ink max-md:h-11"
          >
            {view.name}
            {isEdited ? (
              <span title="With filters" className="size-1.25 rounded-full bg-accent">
                <span className="sr-only">with filters</span>
              </span>
            ) : null}
          </ListLink>
        );
      })}
    </nav>
  );
}
