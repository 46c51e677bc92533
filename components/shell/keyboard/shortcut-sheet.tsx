"use client";

import type { ShellCan } from "@/components/navigation/shell-user";
import { shortcutGroups } from "./shortcuts";
import { useCommandKey } from "@/components/navigation/use-command-key";
import { Checkbox } from "@/components/ui/form/checkbox";
import { Dialog, DialogContent } from "@/components/ui/overlay/dialog";
import { Kbd } from "@/components/ui/kbd";
import { setSingleKeys, useSingleKeys } from "@/components/ui/browser/single-keys";

type ShortcutSheetProps = { can: ShellCan; isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

export function ShortcutSheet({ can, isOpen, onOpenChange }: ShortcutSheetProps) {
  const commandKey = useCommandKey();
  return (
    <Dialog open={isOpen} onOpenChange={onOpenChange}>
      <DialogContent title="Shortcuts" description="Single keys are off while you type.">
        <SingleKeysSwitch />
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

function SingleKeysSwitch() {
  const isOn = useSingleKeys();
  return (
    <div className="mb-4 flex items-start gap-2.5 rounded-control border px-3 py-2">
      <Checkbox
        id="single-keys"
        role="switch"
        checked={isOn}
        aria-describedby="single-keys-note"
        onChange={(event) => setSingleKeys(event.target.checked)}
        className="mt-0.5"
      />
      <span>
        <label htmlFor="single-keys" className="block cursor-pointer">
          Single keys
        </label>
        <span id="single-keys-note" className="block text-12 text-ink-3">
          Letters and signs without a command key, on this device. Off, this sheet opens from Help and
          shortcuts.
        </span>
      </span>
    </div>
  );
}
