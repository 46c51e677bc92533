import type { Transaction } from "@/db/transaction";
import type { Context } from "@/lib/context";

/** One worker's attempt at a job. The handler reads and writes through it. */
export interface JobRun {
  readonly id: string;
  /** Starts at 1. */
  readonly attempt: number;
  /** Aborts when the job must stop; `reason` is a `JobStop`. */
  readonly signal: AbortSignal;
  /**
   * Runs `story` in one transaction that locks the job's row, so that no other worker does anything of the job meanwhile.
   * Throws `JobStop` before `story` begins if somebody asked to cancel the job, or another worker has taken it over. A transaction that outlasts the
   * lease is ended by whoever takes over: its next statement fails and nothing of it stays, so what `story` does outside
   * the database must do no harm to a later run. Every write of a job goes through here.
   */
  transact<T>(story: (trx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Runs `story` as the last transaction of the run and ends the job as done in it. Throws `JobStop` before `story` begins
   * if somebody asked to cancel; a cancel that comes later is told that the job is over. A handler whose work is seen from
   * outside calls this once, and changes nothing afterwards.
   */
  finish(story: (trx: Transaction) => Promise<unknown>): Promise<void>;
  /** Reports progress for the screen; written within a second or two. `total` is null while unknown. */
  report(done: number, total: number | null): void;
}

/**
 * Why a run ends before its work does. `cancelled`: somebody asked; `stopping`: this worker is shutting down and
 * another continues at once; `lease_lost`: another worker has the job, so this one must write nothing more.
 */
export class JobStop extends Error {
  override name = "JobStop";
  constructor(readonly why: "cancelled" | "stopping" | "lease_lost") {
    super(`the run stops: ${why}`);
  }
}

/** A failure that a retry cannot mend; `message` is a safe sentence for the page. The job is dead at once. */
export class JobRefused extends Error {
  override name = "JobRefused";
  constructor(
    readonly code: string,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

export interface JobEnd {
  /** The job that ended. What it worked for may belong to another job by now. */
  job_id: string;
  state: "dead" | "cancelled";
  code: string;
  /** A safe sentence for people. */
  message: string;
}

/**
 * How jobs of a kind are done. `run` returns when the work is done and throws `run.signal.reason` when told to stop,
 * leaving its state so that the next attempt continues from there. It throws anything else to be retried later.
 */
export interface JobHandler {
  run: (ctx: Context, run: JobRun, payload: unknown) => Promise<void>;
  /** Runs in the transaction that ends the job without success, to update the thing the job worked for. */
  ended?: (trx: Transaction, ctx: Context, payload: unknown, end: JobEnd) => Promise<void>;
}
