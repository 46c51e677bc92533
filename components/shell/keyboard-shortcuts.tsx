"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useCommandKey } from "@/components/shell/use-command-key";
import type { ShellCan } from "@/components/shell/shell-user";
import { onOpenShortcutSheet } from "@/components/shell/shortcut-sheet-store";
import { shortcutGroups } from "@/components/shell/shortcuts";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { useShortcut } from "@/components/ui/use-shortcut";

/** The keys that work on every page, and the sheet that lists all keys. */
export function KeyboardShortcuts({ can }: { can: ShellCan }) {
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const commandKey = useCommandKey();
  useEffect(() => onOpenShortcutSheet(() => setOpen(true)), []);
  useShortcut("?", () => setOpen(true));
  useShortcut("g p", () => router.push("/passes"));
  useShortcut("g a", () => router.push("/audit"), can.readAudit);

  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogContent title="Shortcuts" description="Single keys are off while you type.">
        {shortcutGroups(can, commandKey).map((group) => (
          <section key={group.title} className="mb-4 last:mb-0">
            <h3 className="mb-1 text-12 font-medium text-ink-3">{group.title}</h3>
            <dl>
              {group.shortcuts.map(({ keys, does }) => (
                <div key={keys.join(" ")} className="flex h-7 items-center justify-between">
                  <dt>{does}</dt>
                  <dd className="flex gap-1">
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </DialogContent>
    </Dialog>
  );
}
