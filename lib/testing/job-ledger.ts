import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Database } from "@/db/connection";
import { withTransaction } from "@/db/transaction";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { testContext } from "./test-context";

interface WorkerOptions {
  lease_s: number;
  isFenced?: boolean;
  /** The step before which the worker suspends itself, like a machine that sleeps; `SIGCONT` resumes it. */
  stopsAt?: number;
}

/** Starts a worker process; see `worker-child.ts`. */
export function startWorker(
  url: string,
  { lease_s, isFenced = true, stopsAt = 0 }: WorkerOptions,
): ChildProcess {
  const args = [url, String(lease_s), isFenced ? "fenced" : "unfenced", String(stopsAt)];
  const execArgv = ["--conditions=react-server", "--import", "tsx"];
  return fork(join(import.meta.dirname, "worker-child.ts"), args, { execArgv, stdio: "inherit" });
}

/** Sends a signal and waits for the process to end; answers the exit code, null after a kill. */
export async function endWorker(child: ChildProcess, signal: "SIGKILL" | "SIGTERM"): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = once(child, "exit");
  child.kill(signal);
  // A suspended process receives no other signal.
  if (signal === "SIGTERM") child.kill("SIGCONT");
  await gone;
  return child.exitCode;
}

/** Creates the table that jobs write their steps into; it has no constraints, so that duplicates show. */
export async function makeLedger(owner: Database): Promise<void> {
  await owner.raw(
    "CREATE TABLE ledger_step (id BIGINT AUTO_INCREMENT PRIMARY KEY, job_id BIGINT NOT NULL, step INT NOT NULL, pid INT NOT NULL, KEY (job_id))",
  );
}

/**
 * Asks for a job of `steps` steps and answers its id once the request is committed. `isShared`: it begins once two
 * workers are running.
 */
export async function askFor(
  db: Database,
  steps: number,
  pause_ms: number,
  { isShared = false } = {},
): Promise<string> {
  const payload = { steps, pause_ms, isShared };
  const id = await withTransaction(db, (trx) =>
    enqueueJob(trx, testContext(db), { kind: "export.run", payload }),
  );
  return id ?? "";
}

interface Verdict {
  /** Steps that were promised and are missing. */
  lost: number;
  doubled: number;
  notDone: number;
  /** Processes that did some of the steps. */
  workers: number;
}

/** Compares the promised steps with those in the table. */
export async function judgeLedger(owner: Database, ids: readonly string[], steps: number): Promise<Verdict> {
  const rows = await owner("ledger_step")
    .whereIn("job_id", [...ids])
    .select<{ job_id: string; step: number; pid: number }[]>("job_id", "step", "pid");
  const distinct = new Set(rows.map(({ job_id, step }) => `${job_id}/${step}`));
  const states: string[] = await owner("pd_job")
    .whereIn("id", [...ids])
    .pluck("state");
  return {
    lost: ids.length * steps - distinct.size,
    doubled: rows.length - distinct.size,
    notDone: states.filter((state) => state !== "done").length,
    workers: new Set(rows.map(({ pid }) => pid)).size,
  };
}

/* Ends a test that hangs; even a busy machine needs less. */
const PATIENCE_MS = 200_000;

/** Polls until `isSo` or until patience runs out; answers whether it became true. */
export async function until(isSo: () => Promise<boolean>): Promise<boolean> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    if (await isSo()) return true;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return isSo();
}
