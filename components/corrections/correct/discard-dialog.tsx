"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/overlay/dialog";

type DiscardDialogProps = { isOpen: boolean; onKeep: () => void; onDiscard: () => void };

export function DiscardDialog({ isOpen, onKeep, onDiscard }: DiscardDialogProps) {
  return (
    <Dialog open={isOpen} onOpenChange={(open) => (open ? undefined : onKeep())}>
      <DialogContent
        title="Discard your changes?"
        description="The pass stays as it is. What you typed is not kept."
        footer={
          <>
            <Button onClick={onKeep}>Keep editing</Button>
            <Button variant="danger" onClick={onDiscard}>
              Discard changes
            </Button>
          </>
        }
      />
    </Dialog>
  );
}
