"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { askFocusOnCorrect } from "@/components/corrections/form/return-focus";
import { useLeaveGuard } from "./use-leave-guard";
import { showSaved } from "@/components/corrections/undo/undo-toast";
import type { Correction } from "@/lib/corrections/correction";

/** Closes the correction and goes back to the page of the pass; asks first if there are unsaved changes. */
export function useExit(passId: string, isDirty: boolean) {
  const router = useRouter();
  const [isAsking, setAsking] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const isGuarded = isDirty && !isLeaving;
  const ask = useCallback(() => setAsking(true), []);
  useLeaveGuard(isGuarded, ask);

  const leave = () => {
    setAsking(false);
    setLeaving(true);
    askFocusOnCorrect();
    router.replace(`/passes/${passId}`);
  };
  return {
    isAsking,
    stay: () => setAsking(false),
    close: () => (isGuarded ? ask() : leave()),
    leave,
    leaveSaved: (correction: Correction) => {
      showSaved(correction, { refresh: () => router.refresh(), open: (href) => router.push(href) });
      leave();
      router.refresh();
    },
  };
}
