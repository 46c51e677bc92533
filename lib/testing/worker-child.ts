import { setTimeout as wait } from "node:timers/promises";
import type { Database } from "@/db/connection";
import { withTransaction } from "@/db/transaction";
import type { JobHandler } from "@/lib/jobs/job-run";
import { workAsChild } from "./child-worker";

/*
 * A worker for tests that kill or suspend it: `worker-child <url> <lease in s>
 * <fenced|unfenced> <step before which it suspends itself, 0 for none>`. Its job appends steps to `ledger_step`, one
 * per transaction.
 */

const [url = "", lease = "1", mode = "fenced", stopsAt = "0"] = process.argv.slice(2);

interface LedgerAsk {
  steps: number;
  /** The pause between reading which step is next and writing it. */
  pause_ms: number;
  /** Begins only once two workers are running. */
  isShared: boolean;
}

function ledgerJob(db: Database): JobHandler {
  return {
    run: async (_ctx, run, payload) => {
      const { steps, pause_ms, isShared } = payload as LedgerAsk;
      while (isShared && (await countWorkers(db)) < 2) await wait(pause_ms, null, { signal: run.signal });
      for (;;) {
        run.signal.throwIfAborted();
        const done = await countSteps(db, run.id);
        if (done >= steps) return;
        await wait(pause_ms);
        if (done + 1 === Number(stopsAt)) process.kill(process.pid, "SIGSTOP");
        const row = { job_id: run.id, step: done + 1, pid: process.pid };
        if (mode === "unfenced") await withTransaction(db, (trx) => trx("ledger_step").insert(row));
        else await run.transact((trx) => trx("ledger_step").insert(row));
        run.report(done + 1, steps);
      }
    },
  };
}

async function countSteps(db: Database, job_id: string): Promise<number> {
  const row: { n?: string | number } | undefined = await db("ledger_step")
    .where({ job_id })
    .count({ n: "*" })
    .first();
  return Number(row?.n ?? 0);
}

/* Counts every worker that ever did something: the other one may have no jobs left during the last ones. */
async function countWorkers(db: Database): Promise<number> {
  const busy = (await db("pd_job").where({ state: "running" }).distinct().pluck("owner")) as string[];
  const past = (await db("ledger_step").distinct().pluck("pid")) as number[];
  return Math.max(busy.length, past.length);
}

void workAsChild({
  ...{ url, lane: "read", lease_s: Number(lease) },
  handlers: (db) => ({ "export.run": ledgerJob(db) }),
});
