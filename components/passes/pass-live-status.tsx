"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useServerNow } from "@/components/ui/time/use-server-now";
import { timeLeft } from "./validity";
import { StatusPill } from "@/components/ui/value/status-pill";
import { passStatus, type StatusFacts } from "@/lib/passes/pass-status";

type Facts = StatusFacts & { time_created: string | null };
type PassLiveStatusProps = { facts: Facts; serverNow: string };

/** The effective status at this moment; when it changes while the page is open, the page is read again. */
export function PassLiveStatus({ facts, serverNow }: PassLiveStatusProps) {
  const router = useRouter();
  const now = useServerNow(serverNow, 1_000);
  const status = passStatus(facts, now);
  const hasMoved = status !== passStatus(facts, new Date(serverNow));
  useEffect(() => {
    if (hasMoved) router.refresh();
  }, [hasMoved, router]);
  return <StatusPill status={status} left={timeLeft(facts, now)} />;
}
