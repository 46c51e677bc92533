"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { askApi, type Data } from "@/components/api/ask-api";
import { sayFailure } from "@/components/api/say-failure";
import { useSending } from "@/components/api/use-sending";
import { usePolling } from "@/components/ui/browser/use-polling";
import type { AuditState } from "@/lib/audit/chain/audit-state";

const BUSY_MS = 1_000;
const PATH = "/api/v1/audit/verify";

/** The state of the chain, read again every second while a check runs and the tab is visible; also starts a check. */
export function useAuditState(first: AuditState) {
  const [state, setState] = useState(first);
  const [given, setGiven] = useState(first);
  // The page was read again, so its state is newer.
  if (given !== first) {
    setGiven(first);
    setState(first);
  }
  const { isSending, send } = useSending();
  const router = useRouter();
  const look = useCallback(
    async (signal: AbortSignal) => {
      const outcome = await askApi<Data<AuditState>>(PATH, { signal });
      if (outcome.kind !== "done" || signal.aborted) return;
      setState(outcome.answer.data);
      // The result of a check concerns the whole page.
      if (outcome.answer.data.running === null) router.refresh();
    },
    [router],
  );
  usePolling(look, state.running === null ? null : BUSY_MS);
  const verify = async () => {
    const outcome = await send(askApi<Data<AuditState>>(PATH, { method: "POST" }));
    if (outcome.kind === "done") setState(outcome.answer.data);
    else sayFailure(outcome, "The check was not started");
  };
  return { state, isAsking: isSending, verify };
}
