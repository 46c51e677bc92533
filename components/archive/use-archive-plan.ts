"use client";

import { useEffect, useState } from "react";
import { type Asked, sendPlan } from "./send-archive";
import type { ApiOutcome, Data } from "@/components/api/ask-api";
import type { ArchivePlan } from "@/lib/archive/archive";

const PAUSE_MS = 400;

/** Null while the count is running. */
export type PlanAnswer = ApiOutcome<Data<ArchivePlan>> | null;

/** Counts what `asked` would do, again whenever it changes, after a short pause; null counts nothing. */
export function useArchivePlan(asked: Asked | null, round = 0): PlanAnswer {
  const text = asked && JSON.stringify(asked);
  const key = `${round} ${text ?? ""}`;
  const [answered, setAnswered] = useState<{ key: string; answer: PlanAnswer } | null>(null);
  useEffect(() => {
    if (text === null) return undefined;
    const gone = new AbortController();
    const timer = setTimeout(() => {
      void sendPlan(JSON.parse(text) as Asked, gone.signal).then((answer) => {
        if (!gone.signal.aborted) setAnswered({ key, answer });
      });
    }, PAUSE_MS);
    return () => {
      gone.abort();
      clearTimeout(timer);
    };
  }, [text, key]);
  return answered?.key === key ? answered.answer : null;
}
