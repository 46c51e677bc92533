"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { switchSchedule } from "./send-job";
import { sayFailure } from "@/components/api/say-failure";
import { useSending } from "@/components/api/use-sending";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/overlay/toast";

type ScheduleSwitchProps = { id: string; name: string; isEnabled: boolean };

export function ScheduleSwitch({ id, name, isEnabled }: ScheduleSwitchProps) {
  const router = useRouter();
  const { isSending, send } = useSending();
  const [isRefreshing, startTransition] = useTransition();
  const change = async () => {
    const outcome = await send(switchSchedule(id, !isEnabled));
    if (outcome.kind !== "done") return sayFailure(outcome);
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
