"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { askForCheck, readAuditState } from "./send-audit";
import { toast } from "@/components/ui/overlay/toast";
import { usePolling } from "@/components/ui/browser/use-polling";
import type { AuditState } from "@/lib/audit/chain/audit-state";

const BUSY_MS = 1_000;

/** The state of the chain, read again every second while a check is on and the page is seen, and how to ask for one. */
export function useAuditState(first: AuditState) {
  const [state, setState] = useState(first);
  const [given, setGiven] = useState(first);
  // The page was read again: what it brought is newer.
  if (given !== first) {
    setGiven(first);
    setState(first);
  }
  const [isAsking, setAsking] = useState(false);
  const router = useRouter();
  const look = useCallback(
    async (signal: AbortSignal) => {
      const now = await readAuditState();
      if (!now || signal.aborted) return;
      setState(now);
      // What was found belongs to the whole page.
      if (now.running === null) router.refresh();
    },
    [router],
  );
  usePolling(look, state.running === null ? null : BUSY_MS);
  const verify = async () => {
    setAsking(true);
    const answer = await askForCheck();
    setAsking(false);
    if (typeof answer === "string") toast.error("The check was not started", { description: answer });
    else setState(answer);
  };
  return { state, isAsking, verify };
}
