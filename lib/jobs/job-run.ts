import type { Transaction } from "@/db/transaction";
import type { Context } from "@/lib/context";

/** One attempt at a job by one worker, from which it reads and through which it writes. */
export interface JobRun {
  readonly id: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** Aborts when the job is to stop here; `reason` is a `JobStop`. */
  readonly signal: AbortSignal;
  /**
   * Runs `story` in one transaction that holds the job's row: as long as it lasts nobody can take the job over, and where
   * somebody already has it throws `JobStop` before `story` begins. Every write of a job goes through here.
   */
  transact<T>(story: (trx: Transaction) => Promise<T>): Promise<T>;
  /** How far it is, for whoever watches; written within a second or two. `total` null: not known yet. */
  report(done: number, total: number | null): void;
}

/**
 * Why a run ends before its work does. `cancelled`: somebody asked; `stopping`: this worker ends and another goes on at
 * once; `lease_lost`: another worker has the job, so nothing more may be written.
 */
export class JobStop extends Error {
  override name = "JobStop";
  constructor(readonly why: "cancelled" | "stopping" | "lease_lost") {
    super(`the run stops: ${why}`);
  }
}

/** A failure that no repetition mends; `message` is a safe sentence for the page. The job is dead at once. */
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
  /** The job that ended: what it worked for may belong to another one by now. */
  job_id: string;
  state: "dead" | "cancelled";
  /** For programs. */
  code: string;
  /** A safe sentence for people. */
  message: string;
}

/**
 * How jobs of a kind are done. `run` returns when the work is done, throws `run.signal.reason` when told to stop (state is
 * kept so that the next attempt goes on from there), and anything else to be tried again later.
 */
export interface JobHandler {
  run: (ctx: Context, run: JobRun, payload: unknown) => Promise<void>;
  /** In the transaction that ends the job without success: what becomes of the thing it worked for. */
  ended?: (trx: Transaction, ctx: Context, payload: unknown, end: JobEnd) => Promise<void>;
}
