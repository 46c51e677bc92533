"use client";

import { Button } from "@/components/ui/button";
import { useOnline } from "@/components/ui/browser/use-online";

type CorrectionFooterProps = {
  actorName: string;
  saveLabel: string;
  cancelLabel: string;
  /** Why saving is not possible now; takes the place of the label. */
  obstacle: string | null;
  isSaving: boolean;
  onSave: () => void;
  onCancel: () => void;
};

/** Names who signs the correction and offers Cancel and Save. A disabled Save button says why. */
export function CorrectionFooter(props: CorrectionFooterProps) {
  const isOnline = useOnline();
  const obstacle = isOnline ? props.obstacle : "Offline: reconnect to save";
  return (
    <div className="flex w-full flex-wrap items-center gap-2">
      <span className="min-w-0 flex-1 truncate text-12 text-ink-2 max-md:basis-full">
        Saved as {props.actorName}. The audit log keeps before and after.
      </span>
      <Button onClick={props.onCancel} className="max-md:flex-1">
        {props.cancelLabel}
      </Button>
      <Button
        variant="primary"
        disabled={obstacle !== null}
        working={props.isSaving}
        onClick={props.onSave}
        className="max-md:flex-1"
      >
        {obstacle ?? props.saveLabel}
      </Button>
    </div>
  );
}
