import { openDatabase } from "@/db/connection";
import { BULK_RUN } from "@/lib/bulk/run/run-bulk-job";
import { databaseUrl } from "@/lib/env";
import type { JobHandler } from "@/lib/jobs/job-run";
import { runJobNow } from "./test-job-run";

/*
 * A process that takes over a job of a bulk correction and carries it out, for tests that kill it: `<job id>`. It does
 * one batch per message, so it works for as long as the test wants.
 */

const waiting: (() => void)[] = [];
let allowed = 0;
process.on("message", () => {
  const go = waiting.shift();
  if (go) go();
  else allowed++;
});

async function whenAllowed(): Promise<void> {
  if (allowed > 0) allowed--;
  else await new Promise<void>((go) => waiting.push(go));
}

const gated: JobHandler = {
  ...BULK_RUN,
  run: (ctx, run, payload) => {
    let hasBegun = false;
    const transact: typeof run.transact = async (story) => {
      if (hasBegun) await whenAllowed();
      hasBegun = true;
      return run.transact(story);
    };
    return BULK_RUN.run(ctx, { ...run, signal: run.signal, transact }, payload);
  },
};

async function main(): Promise<void> {
  const db = openDatabase(databaseUrl("worker"), {
    poolSize: 4,
    serverTimeout_ms: 0,
    clientTimeout_ms: 0,
  });
  process.send?.("ready");
  await runJobNow(db, gated, process.argv[2] ?? "");
  await db.destroy();
  process.disconnect();
}

void main();
