"use client";

import { Pin } from "lucide-react";
import dynamic from "next/dynamic";
import type { PinDrawerProps } from "./pin-drawer";
import { Button } from "@/components/ui/button";
import { useOpening } from "@/components/ui/overlay/use-opening";

const PinDrawer = dynamic(() => import("./pin-drawer").then((drawer) => drawer.PinDrawer), {
  ssr: false,
});

export function PinButton(props: Omit<PinDrawerProps, "isOpen" | "onClose" | "opener">) {
  const { opener, isOpen, wasOpened, setOpen, buttonProps } = useOpening();
  return (
    <>
      <Button {...buttonProps} size="sm" icon={<Pin aria-hidden />} className="mt-2.5 max-md:h-11">
        Pin…
      </Button>
      {wasOpened ? (
        <PinDrawer {...props} opener={opener} isOpen={isOpen} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}
