"use client";

import { Copy } from "lucide-react";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/value/copy-text";
import { useShortcut } from "@/components/ui/browser/use-shortcut";

/** Copies the rider's number; so does the key c. */
export function RiderCopyId({ userId }: { userId: string }) {
  const copy = () => void copyText(userId, "Rider ID");
  useShortcut("c", copy);
  return (
    <Button icon={<Copy aria-hidden />} onClick={copy}>
      Copy rider ID
    </Button>
  );
}
