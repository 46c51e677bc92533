"use client";

import dynamic from "next/dynamic";
import { Button } from "@/components/ui/button";
import { useOpening } from "@/components/ui/overlay/use-opening";

const ReleaseDialog = dynamic(() => import("./release-dialog").then((dialog) => dialog.ReleaseDialog), {
  ssr: false,
});

type ReleaseButtonProps = { passId: string; field: string; label: string };

export function ReleaseButton(props: ReleaseButtonProps) {
  const { opener, isOpen, wasOpened, setOpen, buttonProps } = useOpening();
  return (
    <>
      <Button
        {...buttonProps}
        size="sm"
        aria-label={`Release ${props.label}…`}
        className="shrink-0 max-md:h-11"
      >
        Release…
      </Button>
      {wasOpened ? <ReleaseDialog {...props} opener={opener} isOpen={isOpen} onOpenChange={setOpen} /> : null}
    </>
  );
}
