"use client";

import { useRouter } from "next/navigation";
import type { RefObject } from "react";
import { askApi } from "@/components/api/ask-api";
import { FailureBanner } from "@/components/api/failure-banner";
import { useSending } from "@/components/api/use-sending";
import { Button } from "@/components/ui/button";
import { Dialog, DialogClose, DialogContent } from "@/components/ui/overlay/dialog";
import { toast } from "@/components/ui/overlay/toast";

type ReleaseDialogProps = {
  passId: string;
  field: string;
  label: string;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  opener: RefObject<HTMLElement | null>;
};

export function ReleaseDialog({ passId, field, label, isOpen, onOpenChange, opener }: ReleaseDialogProps) {
  const router = useRouter();
  const { isSending, failure, send } = useSending();

  async function release() {
    const path = `/api/v1/passes/${encodeURIComponent(passId)}/pins/${encodeURIComponent(field)}`;
    const outcome = await send(askApi(path, { method: "DELETE", body: {} }));
    // A 404 means that the pin is already gone, released by somebody else or expired, which is what was wanted.
    if (outcome.kind !== "done" && outcome.status !== 404) return;
    toast.success(`${label} released`);
    onOpenChange(false);
    router.refresh();
  }

  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent
        title={`Release ${label}?`}
        description="The next sync may overwrite the value. The audit log keeps who released it."
        opener={opener}
        footer={
          <>
            <DialogClose asChild>
              <Button>Keep pin</Button>
            </DialogClose>
            <Button variant="primary" working={isSending} onClick={() => void release()}>
              Release pin
            </Button>
          </>
        }
      >
        {failure ? (
          <FailureBanner
            title="The pin was not released."
            failure={failure}
            onRetry={() => void release()}
            isRetrying={isSending}
          />
        ) : null}
      </DialogContent>
    </Dialog>
  );
}
