"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState, useSyncExternalStore } from "react";
import { kindOf, TIMELINE_KINDS, type TimelineKind } from "./timeline-days";
import type { TimelineEntry } from "@/lib/timeline/timeline-entry";

const ANCHOR = "entry-";

/** The id of an entry's element, and the fragment of its link. */
export function entryAnchor(entryId: string): string {
  return `${ANCHOR}${entryId}`;
}

/**
 * The kind of entries shown, which is stored in the address, and the entry that the address links to. That entry is
 * always shown, whatever the filter and the tab, scrolled into view and focused.
 */
export function useTimelineView(entries: readonly TimelineEntry[]) {
  const path = usePathname();
  const search = useSearchParams();
  const hash = useSyncExternalStore(
    onHashChange,
    () => window.location.hash,
    () => "",
  );
  const target = entries.find(({ id }) => `#${entryAnchor(id)}` === hash) ?? null;
  // The address is updated a moment later; this shows the choice at once.
  const [chosen, setChosen] = useState<TimelineKind | null>(null);
  const asked = chosen ?? TIMELINE_KINDS.find(({ value }) => value === search.get("show"))?.value ?? "all";
  const isHidden = target !== null && asked !== "all" && kindOf(target) !== asked;
  // The timeline is the first tab, whose name is not in the address.
  const isElsewhere = target !== null && search.has("tab");
  const isAskedAway = isElsewhere || (isHidden && search.has("show"));
  useEffect(() => {
    if (!isAskedAway) return;
    const next = new URLSearchParams(search);
    next.delete("tab");
    if (isHidden) next.delete("show");
    replaceAddress(path, next, hash);
  }, [isAskedAway, isHidden, search, path, hash]);
  const targetId = target === null || isElsewhere ? null : target.id;
  useEffect(() => {
    const element = targetId === null ? null : document.getElementById(entryAnchor(targetId));
    if (!element) return;
    element.focus({ preventScroll: true });
    showEntry(element);
    if (document.readyState === "complete") return;
    // When the page has loaded, the browser itself jumps to the fragment, so scroll again.
    const again = () => showEntry(element);
    window.addEventListener("load", again);
    return () => window.removeEventListener("load", again);
  }, [targetId]);
  return {
    kind: isHidden ? "all" : asked,
    /** Chooses a kind, and drops the link to an entry from the address. */
    setKind: (wanted: TimelineKind) => {
      setChosen(wanted);
      const next = new URLSearchParams(search);
      if (wanted === "all") next.delete("show");
      else next.set("show", wanted);
      replaceAddress(path, next, "");
    },
    targetId: target?.id ?? null,
  };
}

function onHashChange(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

function replaceAddress(path: string, search: URLSearchParams, hash: string): void {
  window.history.replaceState(null, "", `${path}${search.size > 0 ? `?${search}` : ""}${hash}`);
}

function showEntry(element: HTMLElement): void {
  element.scrollIntoView({ block: "center" });
  // A jump to a fragment also scrolls the frame of the page, which the reader could not scroll back.
  let frame = document.getElementById("content")?.parentElement ?? null;
  for (; frame; frame = frame.parentElement) frame.scrollTop = 0;
}
