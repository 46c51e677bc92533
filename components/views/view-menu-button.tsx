"use client";

import { ChevronDown } from "lucide-react";
import { lazy, Suspense, useRef, useState } from "react";
import { ViewDialog } from "./lazy-view-parts";
import type { ListViews, OpenableView } from "@/lib/views/choose-list-view";

const loadMenu = () => import("./view-menu").then((menu) => ({ default: menu.ViewMenu }));
const ViewMenu = lazy(loadMenu);

interface ViewMenuButtonProps {
  view: OpenableView;
  views: ListViews;
  isEdited: boolean;
  canShare: boolean;
}

/** The acts on the view that is shown; the menu loads on first use. */
export function ViewMenuButton({ view, views, isEdited, canShare }: ViewMenuButtonProps) {
  const opener = useRef<HTMLButtonElement>(null);
  const [isWanted, setWanted] = useState(false);
  const [isRenaming, setRenaming] = useState(false);
  const trigger = (
    <button
      ref={opener}
      type="button"
      aria-haspopup="menu"
      aria-label={`Actions of ${view.name}`}
      title="View actions"
      className="grid size-6 shrink-0 place-items-center self-center rounded-tag text-ink-3 -outline-offset-2 hover:bg-hover hover:text-ink data-[state=open]:bg-hover max-md:h-11 max-md:w-8"
      onPointerEnter={() => void loadMenu()}
      onFocus={() => void loadMenu()}
      onClick={() => setWanted(true)}
    >
      <ChevronDown aria-hidden className="size-3.5" />
    </button>
  );
  return (
    <>
      {isWanted ? (
        <Suspense fallback={trigger}>
          <ViewMenu {...{ view, isEdited, canShare, trigger }} onRename={() => setRenaming(true)} />
        </Suspense>
      ) : (
        trigger
      )}
      {isRenaming ? (
        <ViewDialog task="rename" isOpen onOpenChange={setRenaming} {...{ opener, views, canShare }} />
      ) : null}
    </>
  );
}
