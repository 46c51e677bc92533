"use client";

import { Lock } from "lucide-react";
import { useParams, useRouter } from "next/navigation";
import { ButtonLink } from "@/components/ui/button-link";
import { Drawer, DrawerContent } from "@/components/ui/overlay/drawer";
import { EmptyState } from "@/components/ui/page/empty-state";

/** What stands in place of the form for a role that does not correct passes. */
export function CorrectionRefused() {
  const router = useRouter();
  const { passId } = useParams<{ passId: string }>();
  const href = `/passes/${passId}`;
  return (
    <Drawer open onOpenChange={(open) => (open ? undefined : router.replace(href))}>
      <DrawerContent title="Correct this pass">
        <EmptyState
          icon={<Lock strokeWidth={1.5} />}
          title="You cannot correct passes"
          body="Your role reads passes. An admin can correct this one; send them its link."
          action={
            <ButtonLink href={href} replace>
              Back to the pass
            </ButtonLink>
          }
        />
      </DrawerContent>
    </Drawer>
  );
}
