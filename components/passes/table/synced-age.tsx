"use client";

import { Empty } from "./plain-cells";
import { useRowLook } from "./row-context";
import { AgeText } from "@/components/ui/time/age-text";
import type { Pass } from "@/lib/passes/pass";
import { passStatus } from "@/lib/passes/pass-status";
import { staleAfter } from "@/lib/passes/stale-after";

/** How long ago the pass of a row was last synced; marked as old only if an old answer can mislead. */
export function SyncedAge({ row: pass }: { row: Pass }) {
  const { clock } = useRowLook();
  if (pass.synced_on === null) return <Empty name="Never" />;
  const stale_after_ms = staleAfter(passStatus(pass, clock.now));
  return (
    <span className="text-ink-2">
      <AgeText iso={pass.synced_on} {...clock} stale_after_ms={stale_after_ms} />
    </span>
  );
}
