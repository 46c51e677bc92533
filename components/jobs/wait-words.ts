import { formatDuration } from "@/lib/format";
import type { JobWait } from "@/lib/jobs/job";

const SENTENCE: Record<JobWait, string> = {
  worker: "Waiting for the worker, which does not answer. It goes on by itself when the worker is back.",
  turn: "Waiting for its turn: others are at work.",
};

/** Why a job is still waiting; `soon` for one that has not waited long. */
export function waitSentence(waits_for: JobWait | null, soon: string): string {
  return waits_for === null ? soon : SENTENCE[waits_for];
}

/** "about 27 s": an estimate, so in one unit and never 0. */
export function aboutText(seconds: number): string {
  return `about ${formatDuration(Math.max(1, Math.ceil(seconds)) * 1000)}`;
}
