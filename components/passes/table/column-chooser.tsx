"use client";

import { Columns3 } from "lucide-react";
import dynamic from "next/dynamic";
import { Button } from "@/components/ui/button";
import { useOpening } from "@/components/ui/overlay/use-opening";

const ColumnPanel = dynamic(() => import("./column-panel").then((panel) => panel.ColumnPanel), {
  ssr: false,
});

/** Chooses which columns the list shows; they are part of its address. */
export function ColumnChooser() {
  const { opener, isOpen, wasOpened, setOpen, buttonProps } = useOpening();
  return (
    <>
      <Button variant="ghost" size="sm" icon={<Columns3 aria-hidden />} {...buttonProps}>
        Columns
      </Button>
      {wasOpened ? <ColumnPanel anchor={opener} isOpen={isOpen} onOpenChange={setOpen} /> : null}
    </>
  );
}
