"use client";

import type { RefObject } from "react";
import { passes, waitingOf } from "@/components/bulk/bulk-words";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/overlay/dialog";
import type { Bulk } from "@/lib/bulk/bulk";

type BulkStopDialogProps = {
  bulk: Bulk;
  opener: RefObject<HTMLElement | null>;
  isOpen: boolean;
  onClose: () => void;
  onStop: () => void;
};

/** Asks before a run is stopped, because a stopped run cannot continue. */
export function BulkStopDialog({ bulk, opener, isOpen, onClose, onStop }: BulkStopDialogProps) {
  const { counts, undo_of } = bulk;
  return (
    <Dialog open={isOpen} onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        opener={opener}
        title={undo_of === null ? "Stop this correction?" : "Stop this undo?"}
        description={`${passes(counts.changed)} changed so far stay as they are now. ${passes(waitingOf(counts))} are left alone. It cannot be resumed; to go on later, pause it.`}
        footer={
          <>
            <Button onClick={onClose}>Keep running</Button>
            <Button
              variant="danger"
              onClick={() => {
                onClose();
                onStop();
              }}
            >
              Stop
            </Button>
          </>
        }
      />
    </Dialog>
  );
}
