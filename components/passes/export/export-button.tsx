"use client";

import { Download } from "lucide-react";
import dynamic from "next/dynamic";
import { useList } from "@/components/passes/query/list-context";
import { Button } from "@/components/ui/button";
import { useOpening } from "@/components/ui/overlay/use-opening";
import { passQueryIdentity } from "@/lib/passes/query/pass-query";

const ExportDialog = dynamic(() => import("./export-dialog").then((dialog) => dialog.ExportDialog), {
  ssr: false,
});

export function ExportButton() {
  const { query } = useList();
  const { opener, isOpen, wasOpened, setOpen, buttonProps } = useOpening();
  return (
    <>
      <Button icon={<Download aria-hidden />} {...buttonProps}>
        Export
      </Button>
      {wasOpened ? (
        <ExportDialog key={passQueryIdentity(query)} opener={opener} isOpen={isOpen} onOpenChange={setOpen} />
      ) : null}
    </>
  );
}
