import { randomUUID } from "node:crypto";
import { type ConnectionOptions, openDatabase } from "@/db/connection";
import { createContext } from "@/lib/context";
import { databaseUrl, env, EnvError, keepDatabase } from "@/lib/env";
import { JOB_LANES, LEASE_S } from "@/lib/jobs/job";
import { checkAnchorFile } from "@/lib/audit/anchor/check-anchor-file";
import { sealOnce } from "@/lib/audit/sealing/seal-once";
import { checkConnection } from "@/lib/lifecycle/check-connection";
import { checkExportFolder } from "@/lib/lifecycle/check-export-folder";
import { tuneHeap } from "@/lib/jobs/worker/tune-heap";
import { workSchedules } from "@/lib/jobs/worker/work-schedules";
import { workLane } from "@/lib/jobs/worker/work-lane";
import { SHARES } from "@/lib/limits/shares";
import { proveProcess } from "@/lib/lifecycle/prove-process";
import { watchRights } from "@/lib/lifecycle/watch-rights";
import { log } from "@/lib/log";
import { HANDLERS } from "./handlers";
import { BUILT_IN_SCHEDULES } from "./schedules";

const WORK: ConnectionOptions = {
  poolSize: SHARES.work_connections.most,
  serverTimeout_ms: 30_000,
  clientTimeout_ms: 35_000,
};
const READ: ConnectionOptions = {
  poolSize: SHARES.reading_connections.most,
  serverTimeout_ms: 30_000,
  clientTimeout_ms: 35_000,
};
/* Short statements alone, so a server that says nothing is soon given up. */
const CONTROL: ConnectionOptions = {
  poolSize: SHARES.control_connections.most,
  serverTimeout_ms: 5_000,
  clientTimeout_ms: 2_600,
};

/** Milliseconds that everything may take after SIGTERM. */
const GRACE_MS = 9_000;

async function main(): Promise<void> {
  tuneHeap();
  keepDatabase("worker");
  const url = databaseUrl("worker");
  const logger = log();
  const owner = `worker-${randomUUID()}`;
  const ending = endsOnSignal();
  const db = openDatabase(url, WORK);
  const exportDb = openDatabase(url, READ);
  const control = openDatabase(url, CONTROL);
  const shared = {
    ...{ db, control, lease_s: LEASE_S, ending, owner, log: logger },
    ...{ handlers: HANDLERS, places: SHARES.lane_jobs.most },
    makeContext: (job: { id: string; attempts: number }, signal: AbortSignal) =>
      createContext({ actor: null, requestId: `job-${job.id}-${job.attempts}`, db, exportDb, signal }),
  };
  const refusal =
    (await checkExportFolder()) ??
    (await checkAnchorFile()) ??
    (await checkConnection(control)) ??
    (await proveProcess(control, "worker"));
  refuse(refusal);
  logger.info({ event: "worker.started", owner }, "started");
  await sealOnce(db, logger);
  await Promise.all([
    watchRights(control, "worker", { ending }).then(refuse),
    workSchedules({
      control,
      ending,
      log: logger,
      zone: env().AGENCY_TIME_ZONE,
      built_in: BUILT_IN_SCHEDULES,
    }),
    ...JOB_LANES.map((lane) => workLane({ ...shared, lane })),
  ]);
  await sealOnce(db, logger);
  await Promise.all([db.destroy(), exportDb.destroy(), control.destroy()]);
  logger.info({ event: "worker.ended", owner }, "ended");
}

/* What no waiting mends: its sentence is all that is printed. A job that is cut off is taken over when its lease runs out. */
class Refused extends Error {}

function refuse(refusal: string | null): void {
  if (refusal !== null) throw new Refused(refusal);
}

function endsOnSignal(): AbortSignal {
  const ending = new AbortController();
  const end = () => {
    if (ending.signal.aborted) return;
    log().info({ event: "worker.ending" }, "ending");
    ending.abort();
    // A run cut off here is taken over when its lease runs out; the server rolls its transaction back.
    setTimeout(() => process.exit(0), GRACE_MS).unref();
  };
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, end);
  return ending.signal;
}

main().catch((error: unknown) => {
  if (error instanceof EnvError || error instanceof Refused) console.error(error.message);
  else log().fatal({ event: "worker.failed", err: error }, "failed");
  process.exit(1);
});
