"use client";

import { useRouter } from "next/navigation";
import { type RefObject, useState } from "react";
import { SaveFailure } from "@/components/corrections/form/save-failure";
import { type ActFailure, sendAct } from "@/components/corrections/send-act";
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

/** Releases one held field after one question. */
export function ReleaseDialog({ passId, field, label, isOpen, onOpenChange, opener }: ReleaseDialogProps) {
  const router = useRouter();
  const [isWorking, setWorking] = useState(false);
  const [failure, setFailure] = useState<ActFailure | null>(null);

  async function release() {
    setWorking(true);
    setFailure(null);
    const path = `/api/v1/passes/${encodeURIComponent(passId)}/pins/${encodeURIComponent(field)}`;
    const outcome = await sendAct({ path, method: "DELETE", body: {} });
    setWorking(false);
    // Somebody else, or its time, was faster: it is what was wanted.
    const isGone = outcome.kind === "refused" && outcome.status === 404;
    if (outcome.kind === "done" || isGone) {
      toast.success(`${label} released`);
      onOpenChange(false);
      router.refresh();
    } else if (outcome.kind === "problem") {
      const detail = outcome.body.detail ?? "The pin was not released.";
      setFailure({ kind: "refused", status: 409, detail, reference: null });
    } else setFailure(outcome);
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
            <Button variant="primary" working={isWorking} onClick={() => void release()}>
              Release pin
            </Button>
          </>
        }
      >
        {failure ? (
          <SaveFailure failure={failure} onRetry={() => void release()} isRetrying={isWorking} />
        ) : null}
      </DialogContent>
    </Dialog>
  );
}
