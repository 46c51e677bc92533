"use client";

import { Star, Users } from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { useViewCounts } from "./use-view-counts";
import { ViewCount } from "./view-count";
import type { View } from "@/lib/views/view";

export type SidebarView = Pick<View, "id" | "name" | "scope" | "search">;

/**
 * Links to the reader's views and the team's, on every page; hidden below 1361 px, where there is no room for names.
 */
export function SidebarViews({ views }: { views: readonly SidebarView[] }) {
  if (views.length === 0) return null;
  return (
    <div className="mt-4 flex min-h-0 flex-col gap-3 overflow-y-auto max-xl:hidden">
      <ViewGroup title="My views" Icon={Star} scope="private" views={views} />
      <ViewGroup title="Team views" Icon={Users} scope="team" views={views} />
    </div>
  );
}

interface ViewGroupProps {
  title: string;
  Icon: typeof Star;
  scope: View["scope"];
  views: readonly SidebarView[];
}

function ViewGroup({ title, Icon, scope, views }: ViewGroupProps) {
  const pathname = usePathname();
  const open_id = useSearchParams().get("view");
  const counts = useViewCounts(views);
  const own = views.filter((view) => view.scope === scope);
  if (own.length === 0) return null;
  return (
    <nav aria-label={title} className="flex flex-col gap-px">
      <span aria-hidden className="px-2 pb-1 text-11 font-medium text-ink-3">
        {title}
      </span>
      {own.map((view) => (
        <Link
          key={view.id}
          href={`/passes?view=${view.id}`}
          prefetch={false}
          aria-current={pathname === "/passes" && open_id === view.id ? "page" : undefined}
          className="group flex h-7.5 shrink-0 items-center gap-2 rounded-control px-2 text-ink-2 -outline-offset-2 hover:bg-hover hover:text-ink aria-[current]:bg-press aria-[current]:font-medium aria-[current]:text-ink"
        >
          <Icon aria-hidden className="size-4 shrink-0 text-ink-3" strokeWidth={1.75} />
          <span className="min-w-0 flex-1 truncate">{view.name}</span>
          <ViewCount count={counts?.[view.id]} className="text-right text-11 text-ink-3" />
        </Link>
      ))}
    </nav>
  );
}
