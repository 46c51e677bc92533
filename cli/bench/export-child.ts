import { openDatabase } from "@/db/connection";
import { exportJob } from "@/lib/exports/run/run-export";
import { databaseUrl } from "@/lib/env";
import { tuneHeap } from "@/lib/jobs/worker/tune-heap";
import { runJobNow } from "@/lib/testing/test-job-run";

/*
 * A worker that exports on request, in a process of its own so that its memory can be measured: a message names a job,
 * the reply says how long it took.
 */
tuneHeap();
const db = openDatabase(databaseUrl("worker"), { poolSize: 6, serverTimeout_ms: 0, clientTimeout_ms: 0 });

process.on("message", (jobId: string) => {
  const from = performance.now();
  void runJobNow(db, exportJob, jobId).then(({ state, error_message }) =>
    process.send?.({ state, error_message, ms: performance.now() - from }),
  );
});
process.on("disconnect", () => process.exit(0));
