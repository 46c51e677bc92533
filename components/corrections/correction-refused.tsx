"use client";

import { Lock } from "lucide-react";
import { useRouter } from "next/navigation";
import { ButtonLink } from "@/components/ui/button-link";
import { Drawer, DrawerContent } from "@/components/ui/drawer";
import { EmptyState } from "@/components/ui/empty-state";

/** What stands in place of the form for a role that does not correct passes. */
export function CorrectionRefused({ passId, role }: { passId: string; role: string }) {
  const router = useRouter();
  const href = `/passes/${passId}`;
  return (
    <Drawer open onOpenChange={(open) => (open ? undefined : router.replace(href))}>
      <DrawerContent title="Correct this pass">
        <EmptyState
          icon={<Lock strokeWidth={1.5} />}
          title="You cannot correct passes"
          body={`Your role is ${role}. An admin can correct this pass; send them its link.`}
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
