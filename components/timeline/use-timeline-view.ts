"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState, useSyncExternalStore } from "react";
import { kindOf, TIMELINE_KINDS, type TimelineKind } from "./timeline-days";
import type { TimelineEntry } from "@/lib/timeline/timeline-entry";

const ANCHOR = "entry-";

/** Id of an entry's element, and what its link ends with. */
export function entryAnchor(entryId: string): string {
  return `${ANCHOR}${entryId}`;
}

/**
 * Which kind is shown, kept in the address, and the entry the address names. That entry is shown whatever the filter and the
 * tab say, scrolled to and given the focus.
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
  // The address follows a moment later; the choice is seen at once.
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
    // The browser jumps by itself when everything is there.
    const again = () => showEntry(element);
    window.addEventListener("load", again);
    return () => window.removeEventListener("load", again);
  }, [targetId]);
  return {
    kind: isHidden ? "all" : asked,
    /** Chooses a kind, and lets go of the entry the address named. */
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
  // A jump also moves the frame of the page, which nobody could scroll back.
  let frame = document.getElementById("content")?.parentElement ?? null;
  for (; frame; frame = frame.parentElement) frame.scrollTop = 0;
}
