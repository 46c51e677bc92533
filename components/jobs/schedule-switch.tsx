"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { switchSchedule } from "./send-job";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/overlay/toast";

type ScheduleSwitchProps = { id: string; name: string; isEnabled: boolean };

/** Pauses a schedule or lets it go on. */
export function ScheduleSwitch({ id, name, isEnabled }: ScheduleSwitchProps) {
  const router = useRouter();
  const [isSending, setSending] = useState(false);
  const [isRefreshing, startTransition] = useTransition();
  const change = async () => {
    setSending(true);
    const refusal = await switchSchedule(id, !isEnabled);
    setSending(false);
    if (refusal !== null) return toast.error(refusal);
    toast.success(isEnabled ? `“${name}” is paused` : `“${name}” goes on`);
    startTransition(() => router.refresh());
    return undefined;
  };
  return (
    <Button size="sm" working={isSending || isRefreshing} onClick={() => void change()}>
      {isEnabled ? "Pause" : "Resume"}
      <span className="sr-only"> {name}</span>
    </Button>
  );
}
