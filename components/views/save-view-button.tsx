"use client";

import { Plus, Star } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { useOpening } from "@/components/ui/overlay/use-opening";
import { ViewDialog } from "./lazy-view-parts";
import type { ListViews } from "@/lib/views/choose-list-view";

interface SaveViewButtonProps {
  views: ListViews;
  canShare: boolean;
  /** Shows only a plus, at the end of the views. */
  isSmall?: boolean;
}

export function SaveViewButton({ views, canShare, isSmall = false }: SaveViewButtonProps) {
  const { opener, isOpen, wasOpened, setOpen, buttonProps } = useOpening();
  return (
    <>
      {isSmall ? (
        <IconButton label="Save as view" size="sm" icon={<Plus aria-hidden />} {...buttonProps} />
      ) : (
        <Button icon={<Star aria-hidden />} {...buttonProps}>
          Save view
        </Button>
      )}
      {wasOpened ? (
        <ViewDialog task="save" {...{ opener, isOpen, views, canShare }} onOpenChange={setOpen} />
      ) : null}
    </>
  );
}
