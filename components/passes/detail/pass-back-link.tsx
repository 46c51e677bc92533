"use client";

import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { MouseEvent } from "react";
import { useOpenedList } from "@/components/passes/query/opened-list";

interface History {
  currentEntry: { index: number } | null;
  entries: () => { url: string | null }[];
}

/**
 * Back to the list that the pass was opened from. If that is the previous page, its scroll, cursor and selection are
 * restored.
 */
export function PassBackLink({ passId }: { passId: string }) {
  const router = useRouter();
  const opened = useOpenedList(passId);
  const goBack = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0 || !cameFromList()) return;
    event.preventDefault();
    router.back();
  };
  return (
    <Link
      href={opened?.href ?? "/passes"}
      prefetch={false}
      onClick={goBack}
      className="inline-flex h-7 items-center gap-1 rounded-tag text-12 text-ink-3 hover:text-ink max-md:h-11 max-md:text-13"
    >
      <ChevronLeft aria-hidden className="size-3.5" />
      {opened && hasFilters(opened.search) ? "Results" : "Passes"}
    </Link>
  );
}

function hasFilters(search: string): boolean {
  return [...new URLSearchParams(search).keys()].some((name) => name !== "sort");
}

function cameFromList(): boolean {
  const { navigation } = window as { navigation?: History };
  const index = navigation?.currentEntry?.index ?? 0;
  const before = index > 0 ? navigation?.entries()[index - 1]?.url : null;
  return before ? new URL(before).pathname === "/passes" : false;
}
