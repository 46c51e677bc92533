import { randomUUID } from "node:crypto";
import { type ConnectionOptions, type Database, openDatabase } from "@/db/connection";
import type { JobLane } from "@/lib/jobs/job";
import { type JobHandlers, workLane } from "@/lib/jobs/worker/work-lane";
import type { Log } from "@/lib/log";
import { testContext } from "./test-context";

interface ChildWork {
  url: string;
  lane: JobLane;
  lease_s: number;
  /** Jobs at once; two by default. */
  places?: number;
  handlers: (db: Database) => JobHandlers;
  options?: Partial<ConnectionOptions>;
  log?: Log;
}

const OPTIONS: ConnectionOptions = { poolSize: 6, serverTimeout_ms: 5000, clientTimeout_ms: 6000 };

/**
 * Works a lane in this process, which a test kills or suspends, until SIGTERM or until the test itself is gone.
 */
export async function workAsChild({ url, lane, lease_s, places = 2, ...work }: ChildWork): Promise<void> {
  const options = { ...OPTIONS, ...work.options };
  const [db, control] = [openDatabase(url, options), openDatabase(url, options)];
  const log = work.log ?? testContext(db).log;
  const ending = new AbortController();
  process.on("SIGTERM", () => ending.abort());
  process.on("disconnect", () => process.exit(0));
  await workLane({
    ...{ lane, places, owner: `child-${randomUUID()}`, handlers: work.handlers(db) },
    ...{ db, control, lease_s, ending: ending.signal, log },
    makeContext: (_job, signal) => testContext(db, { actor: null, signal, log }),
  });
  await Promise.all([db.destroy(), control.destroy()]);
  process.disconnect();
}
