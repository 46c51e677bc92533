"use client";

import type { ShellCan } from "@/components/shell/shell-user";
import { shortcutGroups } from "@/components/shell/shortcuts";
import { useCommandKey } from "@/components/shell/use-command-key";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";

type ShortcutSheetProps = { can: ShellCan; isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** All keys that work, by where they work. */
export function ShortcutSheet({ can, isOpen, onOpenChange }: ShortcutSheetProps) {
  const commandKey = useCommandKey();
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
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
