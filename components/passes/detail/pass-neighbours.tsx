"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { type RefObject, useEffect, useRef } from "react";
import { keepRow } from "@/components/data-table/kept-place";
import { keepOpened, type OpenedList, useOpenedList } from "@/components/passes/query/opened-list";
import { placeInList, walkedTo } from "./walk-opened-list";
import { useNeighbours } from "./use-neighbours";
import { IconButton } from "@/components/ui/icon-button";
import { useShortcut } from "@/components/ui/browser/use-shortcut";

/**
 * Links to the passes before and after this one in the list it was opened from (keys k and j); nothing if there is no
 * such list.
 */
export function PassNeighbours({ passId }: { passId: string }) {
  const opened = useOpenedList(passId);
  return opened ? <Walk key={passId} opened={opened} /> : null;
}

/* The pressed button goes away with its page, so the same button of the next page takes the focus. */
let focusNext: "prev" | "next" | null = null;

function Walk({ opened }: { opened: OpenedList }) {
  const router = useRouter();
  const { prev, next } = useNeighbours(opened);
  const buttons = useRef<HTMLSpanElement>(null);
  useTakenFocus(buttons);
  useEffect(() => {
    for (const id of [next, prev]) if (id !== null) router.prefetch(`/passes/${id}`);
  }, [router, next, prev]);

  const goTo = (id: string | null, side: "prev" | "next", isPressed: boolean) => {
    if (id === null) return;
    focusNext = isPressed ? side : null;
    keepOpened(walkedTo(opened, id, side));
    keepRow(opened.href, id);
    const tab = new URLSearchParams(window.location.search).get("tab");
    // Replaces the history entry, so that Back leads to the list however many passes were visited.
    router.replace(tab ? `/passes/${id}?tab=${encodeURIComponent(tab)}` : `/passes/${id}`);
  };
  useShortcut("k", () => goTo(prev, "prev", false), prev !== null);
  useShortcut("j", () => goTo(next, "next", false), next !== null);
  const place = placeInList(opened);
  return (
    <span ref={buttons} className="ml-auto flex items-center gap-1 text-12 text-ink-3">
      {place ? <span className="pr-1 tabular-nums">{place}</span> : null}
      <IconButton
        size="sm"
        data-side="prev"
        label="Previous pass"
        title="Previous pass (k)"
        icon={<ChevronUp aria-hidden />}
        disabled={prev === null}
        onClick={() => goTo(prev, "prev", true)}
      />
      <IconButton
        size="sm"
        data-side="next"
        label="Next pass"
        title="Next pass (j)"
        icon={<ChevronDown aria-hidden />}
        disabled={next === null}
        onClick={() => goTo(next, "next", true)}
      />
    </span>
  );
}

function useTakenFocus(buttons: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    if (focusNext === null) return;
    buttons.current?.querySelector<HTMLElement>(`[data-side=${focusNext}]`)?.focus();
    focusNext = null;
  }, [buttons]);
}
