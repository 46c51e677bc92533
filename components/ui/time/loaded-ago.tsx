"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useSyncExternalStore, useTransition } from "react";
import { createPortal } from "react-dom";
import { cn } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import { LOADED_AGO_SLOT } from "./loaded-ago-slot";
import { useServerNow } from "./use-server-now";
import { formatDuration } from "@/lib/format";

const TICK_MS = 10_000;
const OLD_MS = 10 * 60_000;
const never = () => () => undefined;
const slot = () => document.getElementById(LOADED_AGO_SLOT);
const noSlot = () => null;

/** How long ago the page's data was read, with a button to read it again; shown in the top bar. */
export function LoadedAgo({ now }: { now: string }) {
  const place = useSyncExternalStore(never, slot, noSlot);
  return place ? createPortal(<Told now={now} />, place) : null;
}

function Told({ now }: { now: string }) {
  const router = useRouter();
  const [isRefreshing, startTransition] = useTransition();
  const age_ms = useServerNow(now, TICK_MS).getTime() - Date.parse(now);
  return (
    <>
      <span
        className={cn(
          "text-12 whitespace-nowrap tabular-nums",
          age_ms > OLD_MS ? "text-warn-fg" : "text-ink-3",
        )}
      >
        {age_ms < TICK_MS ? "Loaded just now" : `Loaded ${formatDuration(age_ms)} ago`}
      </span>
      <IconButton
        label="Refresh"
        size="sm"
        icon={<RotateCw aria-hidden className={isRefreshing ? "animate-spin" : undefined} />}
        aria-disabled={isRefreshing}
        onClick={() => {
          if (!isRefreshing) startTransition(() => router.refresh());
        }}
      />
      <span role="status" className="sr-only">
        {isRefreshing ? "Refreshing" : ""}
      </span>
    </>
  );
}
