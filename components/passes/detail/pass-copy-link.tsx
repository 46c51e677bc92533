"use client";

import { Link2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import { copyText } from "@/components/ui/value/copy-text";
import { useShortcut } from "@/components/ui/browser/use-shortcut";

/** Copies the address of this pass; the key c copies its id. */
export function PassCopyLink({ passId, passUuid }: { passId: string; passUuid: string | null }) {
  useShortcut("c", () => void copyText(passUuid ?? passId, "Pass ID"));
  return (
    <Button
      icon={<Link2 aria-hidden />}
      onClick={() => void copyText(`${window.location.origin}/passes/${passId}`, "Link")}
    >
      Copy link
    </Button>
  );
}
