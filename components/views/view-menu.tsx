"use client";

import { Bookmark, Lock, Pencil, RefreshCcw, Trash2, Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactElement, useState } from "react";
import { useList } from "@/components/passes/query/list-context";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/overlay/menu";
import type { ApiOutcome } from "@/components/api/ask-api";
import { newIdempotencyKey } from "@/components/api/idempotency-key";
import { sayFailure } from "@/components/api/say-failure";
import { toast } from "@/components/ui/overlay/toast";
import { addView, changeView, removeView, type ViewBody } from "./send-view";
import { keptState } from "./shown-view";
import type { OpenableView } from "@/lib/views/choose-list-view";

interface ViewMenuProps {
  view: OpenableView;
  isEdited: boolean;
  canShare: boolean;
  trigger: ReactElement;
  onRename: () => void;
}

/** The menu of a saved view, open from the start, because the first press of its trigger mounts it. */
export function ViewMenu({ view, isEdited, canShare, trigger, onRename }: ViewMenuProps) {
  const list = useList();
  const [isOpen, setOpen] = useState(true);
  const { change, remove } = useViewActs(view);
  const isTeam = view.scope === "team";
  return (
    <Menu open={isOpen} onOpenChange={setOpen}>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent className="w-60">
        {view.can_change && isEdited ? (
          <MenuItem onSelect={() => void change(keptState(list), "The view shows this list now")}>
            <RefreshCcw aria-hidden />
            Update to this list
          </MenuItem>
        ) : null}
        {view.can_change ? (
          <MenuItem onSelect={onRename}>
            <Pencil aria-hidden />
            Rename
          </MenuItem>
        ) : null}
        <MenuItem
          onSelect={() =>
            void change(
              { is_default: !view.is_default },
              view.is_default ? "The list opens with all passes" : "The list opens with this view",
            )
          }
        >
          <Bookmark aria-hidden />
          {view.is_default ? "Stop opening the list with it" : "Open the list with it"}
        </MenuItem>
        {view.can_change && canShare ? (
          <MenuItem
            onSelect={() =>
              void change(
                { scope: isTeam ? "private" : "team" },
                isTeam ? "Only you see this view now" : "The team sees this view now",
              )
            }
          >
            {isTeam ? <Lock aria-hidden /> : <Users aria-hidden />}
            {isTeam ? "Keep to myself" : "Share with the team"}
          </MenuItem>
        ) : null}
        {view.can_change ? (
          <>
            <MenuSeparator />
            <MenuItem tone="danger" onSelect={() => void remove()}>
              <Trash2 aria-hidden />
              Remove
            </MenuItem>
          </>
        ) : null}
      </MenuContent>
    </Menu>
  );
}

function useViewActs(view: OpenableView) {
  const { apply } = useList();
  const router = useRouter();
  const settle = (outcome: ApiOutcome<unknown>, done: () => void) => {
    if (outcome.kind !== "done") return sayFailure(outcome);
    done();
    router.refresh();
  };
  const change = async (body: ViewBody, message: string) =>
    settle(await changeView(view.id, body), () => toast.success(message));
  const restore = async () => {
    const { name, scope, search, columns, is_default } = view;
    const outcome = await addView({ name, scope, search, columns, is_default }, newIdempotencyKey());
    settle(outcome, () => toast.success(`“${name}” is back`));
  };
  const remove = async () =>
    settle(await removeView(view.id), () => {
      toast.success(`Removed “${view.name}”`, { action: { label: "Undo", onSelect: () => void restore() } });
      apply({ view: "all" });
    });
  return { change, remove };
}
