"use client";

import { Lock, SearchX } from "lucide-react";
import { useRouter } from "next/navigation";
import { ButtonLink } from "@/components/ui/button-link";
import { Drawer, DrawerContent } from "@/components/ui/overlay/drawer";
import { EmptyState } from "@/components/ui/page/empty-state";

type UndoRefusedProps = { passId: string; why: "role" | "unknown" | "archived" };

const WORDS = {
  role: {
    title: "You cannot undo corrections",
    body: "Your role reads passes. An admin can undo this one; send them its link.",
  },
  unknown: {
    title: "No such correction of this pass",
    body: "The link may be cut, or it belongs to another pass. The timeline has every correction.",
  },
  archived: {
    title: "This pass is archived",
    body: "Restore it first, then undo its correction.",
  },
} as const;

/** What stands in place of the undoing where there is nothing to undo or it is not for this reader. */
export function UndoRefused({ passId, why }: UndoRefusedProps) {
  const router = useRouter();
  const href = `/passes/${passId}`;
  const Icon = why === "role" ? Lock : SearchX;
  return (
    <Drawer open onOpenChange={(open) => (open ? undefined : router.replace(href, { scroll: false }))}>
      <DrawerContent title="Undo this correction">
        <EmptyState
          icon={<Icon strokeWidth={1.5} />}
          {...WORDS[why]}
          action={
            <ButtonLink href={href} scroll={false} replace>
              Back to the pass
            </ButtonLink>
          }
        />
      </DrawerContent>
    </Drawer>
  );
}
