"use client";

import { useRouter } from "next/navigation";
import { useCallback, useState } from "react";
import { askFocusOnCorrect } from "@/components/corrections/return-focus";
import { useLeaveGuard } from "@/components/corrections/use-leave-guard";
import { toast } from "@/components/ui/toast";

/** The ways out of the correction, back to the page of the pass; with changes in the form each asks first. */
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
    leaveSaved: () => {
      toast.success("Correction saved");
      leave();
      router.refresh();
    },
  };
}
