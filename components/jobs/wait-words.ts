import type { JobWait } from "@/lib/jobs/job";

const SENTENCE: Record<JobWait, string> = {
  worker: "Waiting for the worker, which does not answer. It goes on by itself when the worker is back.",
  turn: "Waiting for its turn: others are at work.",
};

/** What work that has waited for a while waits for; `soon` for work that was asked for just now. */
export function waitSentence(waits_for: JobWait | null, soon: string): string {
  return waits_for === null ? soon : SENTENCE[waits_for];
}
