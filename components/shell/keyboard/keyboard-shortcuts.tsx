"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { ShellCan } from "@/components/navigation/shell-user";
import { onOpenShortcutSheet } from "./shortcut-sheet-store";
import { useShortcut } from "@/components/ui/browser/use-shortcut";

// Loaded when first opened, because a modal is a tenth of the size limit of the first load.
const ShortcutSheet = dynamic(() => import("./shortcut-sheet").then((sheet) => sheet.ShortcutSheet), {
  ssr: false,
});

export function KeyboardShortcuts({ can }: { can: ShellCan }) {
  const router = useRouter();
  const [wasOpened, setWasOpened] = useState(false);
  const [isOpen, setOpen] = useState(false);
  const openSheet = () => {
    setWasOpened(true);
    setOpen(true);
  };
  useEffect(() => onOpenShortcutSheet(openSheet), []);
  useShortcut("?", openSheet);
  useShortcut("g p", () => router.push("/passes"));
  useShortcut("g r", () => router.push("/riders"));
  useShortcut("g e", () => router.push("/exports"), can.export);
  useShortcut("g c", () => router.push("/corrections"));
  useShortcut("g j", () => router.push("/jobs"), can.readJobs);
  useShortcut("g a", () => router.push("/audit"), can.readAudit);
  useShortcut("g ,", () => router.push("/settings"));

  return wasOpened ? <ShortcutSheet can={can} isOpen={isOpen} onOpenChange={setOpen} /> : null;
}
