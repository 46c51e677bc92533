"use client";

import { Lock, SearchX } from "lucide-react";
import { useParams, useRouter } from "next/navigation";
import { ButtonLink } from "@/components/ui/button-link";
import { Drawer, DrawerContent } from "@/components/ui/overlay/drawer";
import { EmptyState } from "@/components/ui/page/empty-state";

type RefusedDrawerProps = {
  /** The title of the drawer that was refused. */
  drawer: string;
  /** `role`: the reader's role may not do this. `nothing`: the pass has nothing to do it to. */
  why: "role" | "nothing";
  title: string;
  body: string;
};

/** Shown in place of a drawer that the reader may not open, with a way back to the pass. */
export function RefusedDrawer({ drawer, why, title, body }: RefusedDrawerProps) {
  const router = useRouter();
  const { passId } = useParams<{ passId: string }>();
  const href = `/passes/${passId}`;
  const Icon = why === "role" ? Lock : SearchX;
  return (
    <Drawer open onOpenChange={(open) => (open ? undefined : router.replace(href, { scroll: false }))}>
      <DrawerContent title={drawer}>
        <EmptyState
          icon={<Icon strokeWidth={1.5} />}
          title={title}
          body={body}
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
