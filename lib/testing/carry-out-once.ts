import { openDatabase } from "@/db/connection";
import { BULK_RUN } from "@/lib/bulk/run/run-bulk-job";
import { env } from "@/lib/env";
import { runJobNow } from "./test-job-run";

/** A process that takes a job of a bulk correction over and does it, to be killed at any moment: `<job id>`. */
async function main(): Promise<void> {
  const db = openDatabase(env().WORKER_DATABASE_URL, {
    poolSize: 4,
    serverTimeout_ms: 0,
    clientTimeout_ms: 0,
  });
  process.send?.("ready");
  await runJobNow(db, BULK_RUN, process.argv[2] ?? "");
  await db.destroy();
  process.disconnect();
}

void main();
