import type { JobRow } from "@/db/jobs/jobs";
import { AppError } from "@/lib/errors";
import { WrittenByNewer } from "@/lib/fields/stored-word";
import { JobRefused } from "@/lib/jobs/job-run";

const FIRST_DELAY_S = 2;
const LONGEST_DELAY_S = 3600;
/* Long enough for a worker of the newer version to take the job first. */
const NEWER_DELAY_S = 5;

export type Outcome =
  | { kind: "done" }
  | { kind: "cancelled" }
  /** The worker is shutting down; another continues at once and the attempt does not count. */
  | { kind: "released" }
  | { kind: "failed"; error: unknown; is_uncounted: boolean }
  /** Its end could not be written, so a later attempt ends it. */
  | { kind: "unended"; error: unknown };

/** The job's next state. */
export type Verdict =
  | { to: "done" }
  | { to: "cancelled" | "dead"; error: JobFault; is_refused: boolean }
  | { to: "queued"; error: JobFault | null; delay_s: number; is_uncounted: boolean };

interface JobFault {
  code: string;
  message: string;
}

type Counted = Pick<JobRow, "attempts" | "most_attempts" | "cancel_asked_on">;

/** Decides the job's next state after an attempt. Deterministic except for the delay before the next attempt. */
export function judgeOutcome(job: Counted, outcome: Outcome, requestId: string): Verdict {
  switch (outcome.kind) {
    case "done":
      // A job without an end of its own; the others end where their last change is committed.
      return job.cancel_asked_on === null ? { to: "done" } : CANCELLED;
    case "cancelled":
      return CANCELLED;
    case "released":
      return { to: "queued", error: null, delay_s: 0, is_uncounted: true };
    case "unended": {
      const error = describeFailure(outcome.error, requestId);
      return { to: "queued", error, delay_s: retryDelay(job.attempts), is_uncounted: true };
    }
    case "failed":
      return judgeFailure(job, outcome, requestId);
  }
}

const CANCELLED: Verdict = {
  to: "cancelled",
  error: { code: "cancelled", message: "Cancelled." },
  is_refused: false,
};

function judgeFailure(
  job: Counted,
  { error, is_uncounted }: { error: unknown; is_uncounted: boolean },
  requestId: string,
): Verdict {
  if (job.cancel_asked_on !== null) return CANCELLED;
  const told = describeFailure(error, requestId);
  if (error instanceof WrittenByNewer) {
    return { to: "queued", error: told, delay_s: NEWER_DELAY_S * (1 + Math.random()), is_uncounted: true };
  }
  const is_refused = isRefusal(error);
  if (is_refused || (!is_uncounted && job.attempts >= job.most_attempts)) {
    return { to: "dead", error: told, is_refused };
  }
  const retryAfter_s = error instanceof AppError ? error.retryAfter_s : undefined;
  const delay_s = is_uncounted ? Math.random() : retryDelay(job.attempts, retryAfter_s);
  return { to: "queued", error: told, delay_s, is_uncounted };
}

/** Seconds until the next attempt: random below a bound that doubles, so that jobs that failed together spread out. */
export function retryDelay(attempt: number, retryAfter_s = 0): number {
  const bound = Math.min(LONGEST_DELAY_S, FIRST_DELAY_S * 2 ** Math.min(attempt, 20));
  return Math.max(retryAfter_s, Math.random() * bound);
}

/* What people and programs see of a failure; only the log has the cause. */
function describeFailure(error: unknown, requestId: string): JobFault {
  if (error instanceof AppError || error instanceof JobRefused) {
    return { code: error.code, message: error.message.slice(0, 500) };
  }
  return { code: "failed", message: `The job failed. The log has the cause under ${requestId}.` };
}

/* A refusal is final, except for a conflict with another change or a limit, which may pass. */
function isRefusal(error: unknown): boolean {
  if (error instanceof JobRefused) return true;
  return error instanceof AppError && error.status < 500 && ![409, 412, 429].includes(error.status);
}
