"use client";

import { Users } from "lucide-react";
import type { ReactNode } from "react";
import { useList } from "@/components/passes/query/list-context";
import { ListLink } from "@/components/passes/query/list-link";
import { SaveViewButton } from "@/components/views/save-view-button";
import { shownView } from "@/components/views/shown-view";
import { useViewCounts } from "@/components/views/use-view-counts";
import { ViewCount } from "@/components/views/view-count";
import { ViewMenuButton } from "@/components/views/view-menu-button";
import { type ListColumn, parseListColumns } from "@/lib/passes/list/list-columns";
import { parsePassQuery } from "@/lib/passes/query/pass-query";
import { BUILT_IN_VIEWS, builtInId } from "@/lib/views/built-in-views";
import type { ListViews, OpenableView } from "@/lib/views/choose-list-view";

/** Links to the built-in and saved views; a dot marks the current one if the list has changed since. */
export function ViewLinks({ views, canShare }: { views: ListViews; canShare: boolean }) {
  const list = useList();
  const counts = useViewCounts(views.saved);
  const shown = shownView(list, views);
  const home = views.has_default ? "all" : null;
  return (
    <div className="flex shrink-0 items-center border-b px-4 max-md:px-2">
      <nav
        aria-label="Saved views"
        className="-mb-px flex min-w-0 gap-1 overflow-x-auto pb-px [scrollbar-width:none]"
      >
        {BUILT_IN_VIEWS.map((view) => {
          const id = builtInId(view);
          const isShown = shown.id === id;
          return (
            <ViewTab
              key={id}
              search={view.search}
              view={home}
              isShown={isShown}
              isEdited={isShown && shown.isEdited}
            >
              {view.name}
              {view.search === "" ? null : <ViewCount count={counts?.[id]} />}
            </ViewTab>
          );
        })}
        {views.saved.map((view) => (
          <SavedTab key={view.id} view={view} shown={shown} canShare={canShare} views={views}>
            <ViewCount count={counts?.[view.id]} />
          </SavedTab>
        ))}
      </nav>
      <SaveViewButton views={views} canShare={canShare} isSmall />
    </div>
  );
}

interface SavedTabProps {
  view: OpenableView;
  shown: ReturnType<typeof shownView>;
  views: ListViews;
  canShare: boolean;
  children: ReactNode;
}

function SavedTab({ view, shown, views, canShare, children }: SavedTabProps) {
  const isShown = shown.id === view.id;
  const isEdited = isShown && shown.isEdited;
  return (
    <>
      <ViewTab
        search={view.search}
        columns={parseListColumns(view.columns)}
        view={view.id}
        isShown={isShown}
        isEdited={isEdited}
      >
        {view.scope === "team" ? <Users aria-hidden className="size-3.5 text-ink-3" /> : null}
        <span className="max-w-50 truncate">{view.name}</span>
        {view.scope === "team" ? <span className="sr-only">, team</span> : null}
        {children}
      </ViewTab>
      {isShown ? <ViewMenuButton {...{ view, views, isEdited, canShare }} /> : null}
    </>
  );
}

interface ViewTabProps {
  search: string;
  /** Left out if the view has no columns of its own: then the reader's columns stay. */
  columns?: readonly ListColumn[];
  view: string | null;
  isShown: boolean;
  isEdited: boolean;
  children: ReactNode;
}

function ViewTab({ search, columns, view, isShown, isEdited, children }: ViewTabProps) {
  const list = useList();
  const query = { ...parsePassQuery(new URLSearchParams(search), list.clock), limit: list.query.limit };
  return (
    <ListLink
      to={{ query, view, ...(columns ? { columns } : {}) }}
      aria-current={isShown ? "page" : undefined}
      className="relative inline-flex h-9 shrink-0 items-center gap-1.5 rounded-control px-2 font-medium whitespace-nowrap text-ink-2 -outline-offset-2 hover:text-ink aria-[current]:text-ink aria-[current]:after:absolute aria-[current]:after:inset-x-2 aria-[current]:after:bottom-0 aria-[current]:after:h-0.5 aria-[current]:after:bg-ink max-md:h-11"
    >
      {children}
      {isEdited ? (
        <span title="With changes" className="size-1.25 rounded-full bg-accent">
          <span className="sr-only">with changes</span>
        </span>
      ) : null}
    </ListLink>
  );
}
